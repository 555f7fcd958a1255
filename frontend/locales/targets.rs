//! Response targets: the clock of a case, what a severity brings, plans and calendars.

texts! {
    clock_title { en "Answer of the desk" fr "Réponse de l’assistance" }
    clock_running(left: &str) { en "Due in {left}" fr "Attendue sous {left}" }
    clock_near(left: &str) { en "Due soon: {left} left" fr "Échéance proche : encore {left}" }
    clock_late(by: &str) { en "Overdue by {by}" fr "En retard de {by}" }
    clock_met { en "Answered in time" fr "Réponse donnée à temps" }
    clock_missed { en "Answered late" fr "Réponse donnée en retard" }
    clock_paused { en "Paused until the customer answers" fr "Délai suspendu jusqu’à la réponse du client" }
    clock_stopped { en "The case is closed: the clock has stopped" fr "Demande close : le délai ne court plus" }
    clock_not_offered { en "No response time is promised for this severity" fr "Aucun délai de réponse n’est prévu pour cette gravité" }
    clock_due_at { en "Due" fr "Échéance" }
    clock_waiting_since { en "Waiting since" fr "En attente depuis" }
    clock_answered_at { en "Answered" fr "Réponse donnée" }
    clock_promised { en "Promised within" fr "Délai prévu" }
    timeline_title { en "How the clock ran" fr "Déroulé du délai" }
    timeline_sum(ran: &str, stood: &str) { en "It ran for {ran} and stood still for {stood}." fr "Le délai a couru pendant {ran} et a été suspendu pendant {stood}." }
    timeline_hint { en "Only covered time counts: business hours, where the plan says so." fr "Seul le temps couvert compte : les heures ouvrées, si la formule le prévoit." }
    stretches_caption { en "When the clock ran and when it stood still, oldest first" fr "Périodes où le délai a couru ou a été suspendu, de la plus ancienne à la plus récente" }
    stretch_clock { en "Clock" fr "Délai" }
    stretch_from { en "From" fr "Début" }
    stretch_to { en "To" fr "Fin" }
    stretch_covered { en "Covered time" fr "Temps couvert" }
    stretch_cause { en "Because of" fr "Motif" }
    stretch_running { en "Running" fr "En cours" }
    stretch_paused { en "Paused" fr "Suspendu" }
    stretch_now { en "now" fr "en ce moment" }
    stretch_filed { en "filing" fr "dépôt de la demande" }
    stretch_asked { en "a question of the desk" fr "question de l’assistance" }
    stretch_solved { en "a proposed solution" fr "solution proposée" }
    stretch_resumed { en "taking the case up again" fr "reprise de la demande" }
    stretch_severity(severity: &str) { en "severity changed to {severity}" fr "gravité passée à {severity}" }
    stretch_imported { en "import from an earlier system" fr "reprise d’un ancien système" }
    responses_title { en "Answers" fr "Réponses" }
    responses_caption { en "Each time that somebody waited for an answer, oldest first" fr "Chaque attente d’une réponse, de la plus ancienne à la plus récente" }
    responses_outcome { en "Outcome" fr "Résultat" }
    responses_by { en "Answered by" fr "Réponse de" }
    response_running { en "Waiting" fr "En attente" }
    response_met { en "In time" fr "À temps" }
    response_breached { en "Late" fr "En retard" }
    response_stopped { en "Closed before it was due" fr "Close avant l’échéance" }
    response_not_offered { en "Nothing promised" fr "Aucun délai prévu" }
    less_than_a_minute { en "less than a minute" fr "moins d’une minute" }

    target_always(time: &str) { en "Answer within {time}, around the clock" fr "Réponse sous {time}, 24 h/24 et 7 j/7" }
    target_hours(time: &str, calendar: &str) { en "Answer within {time} ({calendar})" fr "Réponse sous {time} ({calendar})" }
    target_none { en "No response time promised" fr "Sans délai de réponse prévu" }

    coverage_always { en "around the clock" fr "24 h/24, 7 j/7" }
    coverage_of(severity: &str) { en "Coverage of {severity}" fr "Couverture de {severity}" }
    plans_edit(name: &str) { en "Edit the plan “{name}”" fr "Modifier la formule « {name} »" }
    plans_edited(name: &str) { en "The plan “{name}” was changed." fr "La formule « {name} » a été modifiée." }
    plans_edit_text { en "Answers that are waited for become due anew within a minute. Those that were given stay as they were." fr "Les réponses attendues reçoivent une nouvelle échéance dans la minute. Celles déjà données restent inchangées." }

    calendars_title { en "Calendars" fr "Calendriers" }
    calendars_lead { en "When business hours are, for the plans that count them." fr "Les heures ouvrées, pour les formules qui en tiennent compte." }
    calendars_none { en "No calendar yet" fr "Aucun calendrier pour le moment" }
    calendars_none_text { en "Without one, every plan counts around the clock." fr "Sans calendrier, toutes les formules comptent 24 h/24." }
    calendars_add { en "Add a calendar" fr "Ajouter un calendrier" }
    calendars_added(name: &str) { en "The calendar “{name}” was added." fr "Le calendrier « {name} » a été ajouté." }
    calendars_edit { en "Edit" fr "Modifier" }
    calendars_edit_one(name: &str) { en "Edit the calendar “{name}”" fr "Modifier le calendrier « {name} »" }
    calendars_edited(name: &str) { en "The calendar “{name}” was changed." fr "Le calendrier « {name} » a été modifié." }
    calendars_zone { en "Time zone" fr "Fuseau horaire" }
    calendars_hours { en "Opening hours" fr "Heures d’ouverture" }
    calendars_hours_hint { en "For example 8:00–12:00, 14:00–18:00. Empty: closed." fr "Par exemple 8:00–12:00, 14:00–18:00. Vide : fermé." }
    calendars_closed { en "closed" fr "fermé" }
    calendars_days { en "Holidays" fr "Jours fériés" }
    calendars_days_hint { en "One per line: the date, then its name. For example 2027-05-01 Labour Day." fr "Un par ligne : la date, puis son nom. Par exemple 2027-05-01 Fête du Travail." }
    calendars_days_coming(n: usize) { en one "{n} holiday to come" other "{n} holidays to come" fr one "{n} jour férié à venir" other "{n} jours fériés à venir" }
    calendars_days_none { en "No holiday to come: add those of the next year." fr "Aucun jour férié à venir : ajoutez ceux de l’année prochaine." }
    monday { en "Monday" fr "Lundi" }
    tuesday { en "Tuesday" fr "Mardi" }
    wednesday { en "Wednesday" fr "Mercredi" }
    thursday { en "Thursday" fr "Jeudi" }
    friday { en "Friday" fr "Vendredi" }
    saturday { en "Saturday" fr "Samedi" }
    sunday { en "Sunday" fr "Dimanche" }
}

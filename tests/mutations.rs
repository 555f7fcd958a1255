//! Which test notices which mistake, and the proof that it does: the test is run in a process of its
//! own, once as the program is and once with the mistake switched on (`comptoir::mutation`).

use comptoir::mutation::Mutation;
use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Mutex;
use std::thread;

/// What runs in the binary `api`, and what in `authz`: the mistake, the binary, the test.
const CAUGHT: &[(Mutation, &str, &str)] = {
    use Mutation::*;
    const API: &str = "api";
    const AUTHZ: &str = "authz";
    &[
        // Response targets.
        (
            ClockRunsWhilePaused,
            API,
            "targets::sqlite::the_clock_stands_while_the_desk_waits",
        ),
        (
            HolidayForgotten,
            API,
            "targets::sqlite::holidays_and_nights_do_not_count",
        ),
        (
            CustomersWordStartsNothing,
            API,
            "targets::sqlite::a_customer_waits_from_the_first_word_that_is_not_answered",
        ),
        (
            NotesMeetTheTarget,
            API,
            "targets::sqlite::an_internal_note_answers_nobody",
        ),
        // Policy.
        (ViewersComment, AUTHZ, "matrix::the_table_is_as_it_was_reviewed"),
        (
            ReadersManage,
            API,
            "visible::sqlite::scopes_limit_what_a_reseller_does",
        ),
        (
            MembersSeeThroughManager,
            API,
            "visible::sqlite::everybody_sees_exactly_their_cases",
        ),
        (
            OperatorsSeeCases,
            AUTHZ,
            "matrix::what_no_change_of_policy_may_allow",
        ),
        (SharesLetManage, AUTHZ, "matrix::the_table_is_as_it_was_reviewed"),
        (
            AgentsCannotComment,
            API,
            "visible::sqlite::scopes_limit_what_a_reseller_does",
        ),
        (DenyIgnored, AUTHZ, "policy::a_denial_overrides"),
        (FaultAllows, AUTHZ, "policy::what_cannot_be_decided_is_denied"),
        (
            ShortPolicyTaken,
            AUTHZ,
            "policy::p1_an_empty_or_short_policy_is_refused",
        ),
        (
            MemoryMixesActions,
            AUTHZ,
            "policy::what_is_remembered_is_what_casbin_says",
        ),
        (
            PolicyNotAsked,
            API,
            "visible::sqlite::everybody_sees_exactly_their_cases",
        ),
        (
            MayGrantAlways,
            API,
            "assignments::sqlite::o8_only_roles_that_the_own_role_may_give",
        ),
        // Who acts.
        (
            StaleCaller,
            API,
            "sessions::sqlite::s5_rights_are_those_of_the_next_request",
        ),
        (
            DisabledAccountActs,
            API,
            "sessions::sqlite::s5_rights_are_those_of_the_next_request",
        ),
        (
            SessionEndForgotten,
            API,
            "sessions::sqlite::sessions_end_when_idle_and_in_any_case",
        ),
        (
            SessionIdleForgotten,
            API,
            "sessions::sqlite::sessions_end_when_idle_and_in_any_case",
        ),
        (
            SessionOfAnyDomain,
            API,
            "sessions::sqlite::s1_one_person_in_two_domains_is_two_callers",
        ),
        (
            EndedRoleCounts,
            API,
            "visible::sqlite::what_has_ended_keeps_its_row_and_counts_no_more",
        ),
        (
            GroupRolesForgotten,
            API,
            "visible::sqlite::everybody_sees_exactly_their_cases",
        ),
        (
            LeftGroupCounts,
            API,
            "visible::sqlite::what_has_ended_keeps_its_row_and_counts_no_more",
        ),
        // Predicates.
        (
            TenureBeginsLate,
            API,
            "instants::sqlite::t1_the_instant_of_a_transfer_is_the_successors",
        ),
        (
            TenureEndsLate,
            API,
            "instants::sqlite::t1_the_instant_of_a_transfer_is_the_successors",
        ),
        (
            GrantedAtForgotten,
            API,
            "instants::sqlite::a_consent_counts_from_its_instant_until_before_its_end",
        ),
        (
            RevokedAtForgotten,
            API,
            "delegations::sqlite::ended_means_nothing_is_visible_from_the_next_request_on",
        ),
        (
            ExpiresAtForgotten,
            API,
            "delegations::sqlite::consents_expire_by_themselves",
        ),
        (
            ExpiryInclusive,
            API,
            "instants::sqlite::a_consent_counts_from_its_instant_until_before_its_end",
        ),
        (
            DelegationForgotten,
            API,
            "delegations::sqlite::ended_means_nothing_is_visible_from_the_next_request_on",
        ),
        (DelegationOfAnyReseller, API, "tenures::sqlite::t1_a_transfer_now"),
        (
            KindsConfused,
            API,
            "visible::sqlite::everybody_sees_exactly_their_cases",
        ),
        (
            RootAttachmentEverywhere,
            API,
            "visible::sqlite::roles_hold_at_their_node_and_below",
        ),
        (
            ClosureForgotten,
            API,
            "visible::sqlite::roles_hold_at_their_node_and_below",
        ),
        (
            AccountOfAnyDomain,
            API,
            "visible::sqlite::everybody_sees_exactly_their_cases",
        ),
        (ShareExpiryForgotten, API, "visible::sqlite::shares_end"),
        (
            EndedShareCounts,
            API,
            "visible::sqlite::what_has_ended_keeps_its_row_and_counts_no_more",
        ),
        (
            ShareReachesShutReseller,
            API,
            "visible::sqlite::shares_towards_a_reseller_hold_only_while_it_is_let_in",
        ),
        (
            ShareByResellerReachesAnother,
            API,
            "visible::sqlite::everybody_sees_exactly_their_cases",
        ),
        (
            OutsideSharesAlways,
            API,
            "visible::sqlite::outside_shares_are_the_clients_choice_and_never_cover_resellers",
        ),
        (
            OutsideSharesByResellers,
            API,
            "visible::sqlite::outside_shares_are_the_clients_choice_and_never_cover_resellers",
        ),
        (
            ShareLevelForgotten,
            API,
            "visible::sqlite::o4_a_share_to_view_is_only_that",
        ),
        (
            GroupSharesForgotten,
            API,
            "visible::sqlite::everybody_sees_exactly_their_cases",
        ),
        (
            ScopesForgotten,
            API,
            "visible::sqlite::scopes_limit_what_a_reseller_does",
        ),
        (
            ScopeOfCommentForgotten,
            API,
            "visible::sqlite::o4_a_share_to_view_is_only_that",
        ),
        (
            ScopeOfManageForgotten,
            API,
            "visible::sqlite::scopes_limit_what_a_reseller_does",
        ),
        (
            ScopeOfShareForgotten,
            API,
            "visible::sqlite::scopes_limit_what_a_reseller_does",
        ),
        // Lists, search, what is shown.
        (
            ListWithoutShares,
            API,
            "visible::sqlite::everybody_sees_exactly_their_cases",
        ),
        (
            ListLooksBack,
            API,
            "instants::sqlite::a_consent_counts_from_its_instant_until_before_its_end",
        ),
        (
            PageRepeatsItsLast,
            API,
            "lists::sqlite::pages_never_skip_or_repeat_while_cases_change",
        ),
        (
            SearchWithoutScope,
            API,
            "lists::sqlite::search_never_widens_what_is_visible",
        ),
        (
            HistoryShowsNotes,
            API,
            "history::sqlite::internal_notes_stay_at_the_desk",
        ),
        (
            NotesAreFound,
            API,
            "history::sqlite::internal_notes_stay_at_the_desk",
        ),
        (
            NotesMoveUpdatedAt,
            API,
            "history::sqlite::internal_notes_stay_at_the_desk",
        ),
        (
            OtherPartnerNamed,
            API,
            "visible::sqlite::other_partners_have_no_name",
        ),
        (
            MineIsEverybodys,
            API,
            "lists::sqlite::narrowed_by_product_filer_and_instant",
        ),
        (ViewOfAnybody, API, "views::sqlite::a_list_is_its_owners_alone"),
        (
            HiddenIsForbidden,
            API,
            "hidden::sqlite::a_hidden_case_is_one_that_was_never_there",
        ),
        (
            ReplayToAnybody,
            API,
            "once::sqlite::an_answer_is_not_repeated_to_whoever_may_not_see_it_any_more",
        ),
        (
            ReplayOfAnotherRequest,
            API,
            "once::sqlite::the_same_key_for_another_request_is_refused",
        ),
        (
            AccountsOfEveryDomain,
            API,
            "accounts::sqlite::o10_lists_hold_the_own_domain_and_no_secret",
        ),
        (AddressesOfAnyHost, API, "accounts::sqlite::input_is_checked"),
        // What goes with a write.
        (
            FilingWithoutDelegation,
            API,
            "filing::sqlite::t4_revoked_while_the_form_was_open",
        ),
        (
            FilingWithoutScope,
            API,
            "visible::sqlite::scopes_limit_what_a_reseller_does",
        ),
        (
            FilingWithoutTenure,
            API,
            "filing::sqlite::t9_a_client_of_another_reseller_does_not_exist",
        ),
        (
            FilingWithoutPrivilege,
            API,
            "filing::sqlite::whoever_may_not_file_is_told_why_and_nothing_is_stored",
        ),
        (
            FilingAtAnyNode,
            API,
            "visible::sqlite::roles_hold_at_their_node_and_below",
        ),
        (TransferKeepsAccess, API, "tenures::sqlite::t1_a_transfer_now"),
        (
            TransferEndsAccessRegardless,
            API,
            "tenures::sqlite::a_reseller_that_keeps_another_tenure_keeps_its_access",
        ),
        (
            CancelDoesNotRestore,
            API,
            "tenures::sqlite::a_cancelled_transfer_leaves_everything_as_it_was",
        ),
        (
            TransferBeforeLastFiling,
            API,
            "instants::sqlite::t1_a_transfer_comes_after_what_was_filed_at_its_instant",
        ),
        (
            GrantDoesNotStamp,
            API,
            "delegations::sqlite::granted_again_means_visible_again_with_what_was_filed_between",
        ),
        (
            GrantAddsToConsent,
            API,
            "delegations::sqlite::a_consent_is_replaced_not_added_to",
        ),
        (
            HandOverWithoutEnd,
            API,
            "delegations::sqlite::a_former_reseller_gets_a_hand_over_with_an_end",
        ),
        (
            RevokeOfAnyClient,
            API,
            "hidden::sqlite::a_hidden_client_is_one_that_was_never_there",
        ),
        (
            ClearingTooMuch,
            API,
            "delegations::sqlite::stamps_are_cleared_after_the_end_and_come_back",
        ),
        (
            ClearingNothing,
            API,
            "delegations::sqlite::stamps_are_cleared_after_the_end_and_come_back",
        ),
        (
            ManyKeepsHalf,
            API,
            "many::sqlite::o6_of_many_all_are_changed_or_none",
        ),
        (
            LedgerForgotten,
            API,
            "vendor::sqlite::the_ledger_tells_who_did_what",
        ),
        (
            InvitationTwice,
            API,
            "accounts::sqlite::s9_a_one_time_link_works_once_and_in_time",
        ),
        (
            InvitationForever,
            API,
            "accounts::sqlite::s9_a_one_time_link_works_once_and_in_time",
        ),
        (
            PasswordKeepsSessions,
            API,
            "sessions::sqlite::s6_a_new_password_ends_every_other_session",
        ),
        (
            CountsForgetDelegation,
            API,
            "facets::sqlite::however_a_list_is_read_it_is_the_same",
        ),
        (
            ClientListForgetsDelegation,
            API,
            "facets::sqlite::however_a_list_is_read_it_is_the_same",
        ),
        (
            GatheringForgetsEnd,
            API,
            "facets::sqlite::however_a_list_is_read_it_is_the_same",
        ),
        (
            CountedTwice,
            API,
            "facets::sqlite::however_a_list_is_read_it_is_the_same",
        ),
        (
            ExportsWhatIsVisible,
            API,
            "export::sqlite::only_what_may_be_exported_is_in_it",
        ),
        (
            CorrectionKeepsAccess,
            API,
            "corrections::sqlite::the_right_reseller_sees_them_and_the_wrong_one_is_out",
        ),
        (
            ShareAnywhere,
            API,
            "shares::sqlite::o11_whom_one_may_share_with_does_not_depend_on_who_exists",
        ),
        (
            EndsAnyShare,
            API,
            "shares::sqlite::each_domain_ends_what_it_shared_and_the_client_all",
        ),
        (
            MovedNodeStaysBelow,
            API,
            "resources::sqlite::a_move_takes_cases_and_roles_along",
        ),
        (
            LastAdministratorGoes,
            API,
            "assignments::sqlite::o9_the_last_administrator_cannot_be_removed",
        ),
        (
            PastForgetsRevocation,
            API,
            "decisions::sqlite::the_past_can_be_asked",
        ),
        (
            ShareTellsWhoExists,
            API,
            "shares::sqlite::o11_whom_one_may_share_with_does_not_depend_on_who_exists",
        ),
        (
            DeclinesForAnyClient,
            API,
            "matrix::sqlite::o1_o2_in_the_domain_of_a_client",
        ),
        // The desk.
        (
            QueuesForEverybody,
            API,
            "desk::sqlite::only_the_desk_reads_queues",
        ),
        (
            StaffNamedOutside,
            API,
            "teams::sqlite::staff_appear_outside_as_the_vendor_chose",
        ),
        (
            HandOverNoteForAll,
            API,
            "desk::sqlite::a_hand_over_says_outside_no_more_than_that_an_engineer_works_it",
        ),
        (
            AdvisorsWorkEngineersTier,
            API,
            "desk::sqlite::engineers_take_what_was_handed_to_them_and_advisors_do_not",
        ),
        (
            MailWithoutLooking,
            API,
            "mail::sqlite::whoever_may_not_see_it_any_more_is_told_nothing",
        ),
        (
            NotesAreMailed,
            API,
            "mail::sqlite::internal_notes_are_told_to_nobody",
        ),
        (
            MailNamesEverybody,
            API,
            "mail::sqlite::another_partner_has_no_name_in_mail",
        ),
        (SentTwice, API, "outbox::sqlite::mail_is_sent_once"),
        // Files.
        (
            FileOfAnyCase,
            API,
            "attachments::sqlite::f1_a_file_of_another_case_is_not_there",
        ),
        (
            AttachLooksOnce,
            API,
            "uploads::sqlite::a_right_that_ends_while_a_file_comes_ends_the_file",
        ),
        (
            CustomersRedact,
            API,
            "attachments::sqlite::o15_customers_do_not_remove_files",
        ),
        (
            ContentGoesWithOneFile,
            API,
            "attachments::sqlite::a_content_goes_with_the_last_file_that_has_it",
        ),
        // Locks.
        (
            FilingWithoutLock,
            AUTHZ,
            "locks::postgres::filing_waits_for_a_transfer",
        ),
        (
            TimeBeforeLock,
            AUTHZ,
            "locks::postgres::filing_waits_for_a_transfer",
        ),
        (
            TransferWithoutLock,
            AUTHZ,
            "locks::postgres::a_transfer_waits_for_filings",
        ),
        (
            GrantWithoutLock,
            AUTHZ,
            "locks::postgres::granting_waits_for_filings",
        ),
        (
            RevokeWithoutLock,
            AUTHZ,
            "locks::postgres::revoking_waits_for_filings",
        ),
        (
            ChangeWithoutLock,
            AUTHZ,
            "locks::postgres::changes_wait_for_a_revocation",
        ),
        (
            MoveWithoutLock,
            AUTHZ,
            "locks::postgres::moves_wait_for_each_other",
        ),
        (
            ClearingWithoutLock,
            AUTHZ,
            "locks::postgres::clearing_waits_for_a_grant",
        ),
        // A case's life.
        (
            StaleEditTaken,
            API,
            "edits::sqlite::the_second_of_two_editors_is_told",
        ),
        (
            EscalatedWithoutPlan,
            API,
            "escalations::sqlite::the_plan_decides_whether_it_is_offered",
        ),
        (
            ClosesInSpiteOfWords,
            API,
            "closing::sqlite::a_word_begins_the_silence_anew",
        ),
        (MergedAcrossClients, API, "links::sqlite::what_cannot_be_merged"),
        (
            LinkShowsHidden,
            API,
            "links::sqlite::a_link_shows_only_what_one_sees",
        ),
        (
            RatedTwice,
            API,
            "ratings::sqlite::each_domain_rates_a_closing_once",
        ),
        (
            RatingsOfOthersShown,
            API,
            "ratings::sqlite::ratings_are_read_by_whoever_rated_and_the_vendor",
        ),
        (
            OwnNotesShownToAll,
            API,
            "own_side::sqlite::notes_stay_within_the_reseller",
        ),
        // The form.
        (
            SimilarAmongAll,
            API,
            "similar::sqlite::similar_cases_are_among_those_one_sees",
        ),
        (
            RequiredAnswersForgotten,
            API,
            "questions::sqlite::what_a_category_requires_is_needed",
        ),
        (
            SharesWithoutRight,
            API,
            "form::sqlite::a_form_shares_by_the_rules_of_sharing_or_files_nothing",
        ),
        (
            OtherPartnerCalled,
            API,
            "form::sqlite::another_partners_people_are_not_called",
        ),
    ]
};

/// Checks that every mistake has its test, and that those of this binary notice theirs.
///
/// # Panics
/// When one does not.
pub fn each_mistake_is_caught(binary: &str) {
    for mutation in Mutation::ALL {
        assert!(
            CAUGHT.iter().any(|(caught, ..)| caught == mutation),
            "no test is known to catch {}: {}",
            mutation.name(),
            mutation.wrong().trim()
        );
    }
    let here = || CAUGHT.iter().filter(|(_, of, _)| *of == binary);
    let tests = here().map(|(.., test)| *test).collect::<BTreeSet<_>>();
    let sound = tests.iter().map(|test| (None, *test));
    let mistaken = here().map(|(mutation, _, test)| (Some(*mutation), *test));
    let runs = Mutex::new(sound.chain(mistaken));
    let wrong = Mutex::new(Vec::new());
    let next = || runs.lock().expect("runs").next();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some((mutation, test)) = next() {
                    if let Err(said) = run(mutation, test) {
                        wrong.lock().expect("what went wrong").push(said);
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("what went wrong");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    println!(
        "mutations: {} in all, {} caught here by {} tests, which pass without",
        Mutation::ALL.len(),
        here().count(),
        tests.len()
    );
}

/// Runs one test of this binary, which must fail with the mistake, and pass without.
fn run(mutation: Option<Mutation>, test: &str) -> Result<(), String> {
    let binary = std::env::current_exe().expect("this binary");
    let mut command = Command::new(binary);
    // Golden files are not made anew by a program with mistakes.
    command.args(["--exact", test]).env_remove("UPDATE");
    match mutation {
        Some(mutation) => command.env("COMPTOIR_MUTATION", mutation.name()),
        None => command.env_remove("COMPTOIR_MUTATION"),
    };
    let output = command.output().expect("this binary runs");
    let said = String::from_utf8_lossy(&output.stdout);
    match mutation {
        None if said.contains("1 passed") => Ok(()),
        None => Err(format!("{test} does not pass without any mistake:\n{said}")),
        Some(_) if said.contains("1 failed") => Ok(()),
        Some(mutation) => Err(format!(
            "{test} does not notice {}: {}",
            mutation.name(),
            mutation.wrong().trim()
        )),
    }
}

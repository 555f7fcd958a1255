//! The support desk.

use super::{InDomain, Method, NOTHING, Outcome, Query, Transport, encode};
use crate::api::Page;
use crate::api::answers::{AnswerText, AnswerView, NewAnswer, ReadyAnswer};
use crate::api::cases::CaseView;
use crate::api::desk::{Assign, DeskCase, DeskNote, DeskRow, HandOver, Queue, QueueCount};
use crate::api::solutions::Summarize;
use crate::api::teams::{
    ChangeDeskSettings, ChangeTeam, DeskPerson, DeskSettings, NewTeam, NewTeamMember, TeamView,
};

impl<T: Transport> InDomain<'_, T> {
    /// A page of a queue of the support desk, what has waited longest first (vendor).
    pub async fn desk_queue(
        &self,
        queue: Queue,
        team: Option<&str>,
        after: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<DeskRow>> {
        let mut query = Query::default();
        query.add("queue", Some(queue.as_str()));
        query.add("team", team);
        query.page(after, limit);
        self.get(&format!("/desk/queue{}", query.0)).await
    }

    /// How many cases each queue has (vendor).
    pub async fn desk_queues(&self) -> Outcome<Vec<QueueCount>> {
        self.get("/desk/queues").await
    }

    /// What stands beside a case at the desk (vendor).
    pub async fn desk_case(&self, number: &str) -> Outcome<DeskCase> {
        self.get(&format!("/cases/{}/desk", encode(number))).await
    }

    /// Makes a case one's own (vendor).
    pub async fn take_case(&self, number: &str, request: &DeskNote) -> Outcome<DeskCase> {
        self.post(&format!("/cases/{}/take", encode(number)), request)
            .await
    }

    /// Makes a case somebody's (vendor).
    pub async fn assign_case(&self, number: &str, request: &Assign) -> Outcome<DeskCase> {
        self.post(&format!("/cases/{}/assign", encode(number)), request)
            .await
    }

    /// Makes a case nobody's (vendor).
    pub async fn release_case(&self, number: &str, request: &DeskNote) -> Outcome<DeskCase> {
        self.post(&format!("/cases/{}/release", encode(number)), request)
            .await
    }

    /// Hands a case to the engineers or a team (vendor).
    pub async fn hand_over_case(&self, number: &str, request: &HandOver) -> Outcome<DeskCase> {
        self.post(&format!("/cases/{}/hand-over", encode(number)), request)
            .await
    }

    /// Takes a case back to the first line (vendor).
    pub async fn take_case_back(&self, number: &str, request: &DeskNote) -> Outcome<DeskCase> {
        self.post(&format!("/cases/{}/take-back", encode(number)), request)
            .await
    }

    /// Writes down what was done to solve a case (vendor).
    pub async fn summarize(&self, number: &str, request: &Summarize) -> Outcome<CaseView> {
        self.post(&format!("/cases/{}/summary", encode(number)), request)
            .await
    }

    /// The ready answers that fit a case, filled in (vendor).
    pub async fn ready_answers(&self, number: &str) -> Outcome<Vec<ReadyAnswer>> {
        self.get(&format!("/cases/{}/answers", encode(number))).await
    }

    /// The ready answers, by English title (vendor).
    pub async fn desk_answers(&self) -> Outcome<Vec<AnswerView>> {
        self.get("/desk/answers").await
    }

    /// Adds a ready answer (vendor).
    pub async fn add_answer(&self, request: &NewAnswer) -> Outcome<AnswerView> {
        self.post("/desk/answers", request).await
    }

    /// Changes what a ready answer says (vendor).
    pub async fn change_answer(&self, key: &str, request: &AnswerText) -> Outcome<AnswerView> {
        let path = format!("/desk/answers/{}", encode(key));
        self.send(Method::Patch, &path, Some(request)).await
    }

    /// Removes a ready answer (vendor).
    pub async fn remove_answer(&self, key: &str) -> Outcome<()> {
        let path = format!("/desk/answers/{}", encode(key));
        self.send(Method::Delete, &path, NOTHING).await
    }

    /// Who works at the support desk (vendor).
    pub async fn desk_people(&self) -> Outcome<Vec<DeskPerson>> {
        self.get("/desk/people").await
    }

    /// The specialist teams, by English name (vendor).
    pub async fn desk_teams(&self) -> Outcome<Vec<TeamView>> {
        self.get("/desk/teams").await
    }

    /// Adds a specialist team (vendor).
    pub async fn add_team(&self, request: &NewTeam) -> Outcome<TeamView> {
        self.post("/desk/teams", request).await
    }

    /// Renames a specialist team, retires it or puts it back (vendor).
    pub async fn change_team(&self, team: &str, request: &ChangeTeam) -> Outcome<TeamView> {
        let path = format!("/desk/teams/{}", encode(team));
        self.send(Method::Patch, &path, Some(request)).await
    }

    /// Takes somebody of the desk into a team (vendor).
    pub async fn add_team_member(&self, team: &str, request: &NewTeamMember) -> Outcome<TeamView> {
        self.post(&format!("/desk/teams/{}/members", encode(team)), request)
            .await
    }

    /// Takes somebody out of a team (vendor).
    pub async fn remove_team_member(&self, team: &str, account: &str) -> Outcome<()> {
        let path = format!("/desk/teams/{}/members/{}", encode(team), encode(account));
        self.send(Method::Delete, &path, NOTHING).await
    }

    /// How the support desk is set up (vendor).
    pub async fn desk_settings(&self) -> Outcome<DeskSettings> {
        self.get("/desk/settings").await
    }

    /// Changes how the support desk is set up (vendor).
    pub async fn change_desk_settings(&self, request: &ChangeDeskSettings) -> Outcome<DeskSettings> {
        self.send(Method::Patch, "/desk/settings", Some(request)).await
    }
}

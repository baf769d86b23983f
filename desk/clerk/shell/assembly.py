"""The window put together from its services: here the views of the steps are made."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from desk.clerk.shell.asking import ScanAsking
from desk.clerk.shell.ending import EndingCommands
from desk.clerk.shell.finder import Finder
from desk.clerk.shell.finding import FinderPresenter
from desk.clerk.shell.presenter import ShellPresenter
from desk.clerk.shell.window import CASES, Commands, Place, Shell, ViewMaker
from desk.clerk.shell.work import WorkCommands
from desk.clerk.steps.call.presenter import CallPresenter
from desk.clerk.steps.step_view import StepView
from desk.domain.deadlines import working_days_after
from desk.domain.failures import Failure
from desk.domain.forms import form_faults
from desk.domain.matters import MatterLine
from desk.domain.tickets import Ticket
from desk.domain.visits import Applicant, Step, Visit
from desk.presenter import Presenter
from desk.region.guides import trouble_with
from desk.visit.failures import VisitStillOpen
from desk.visit.import_questions import FileDecision

if TYPE_CHECKING:
    from desk.clerk.cases.presenter import CasesPresenter
    from desk.clerk.services import Services
    from desk.clerk.steps.form.presenter import FormPresenter
    from desk.clerk.steps.materials.presenter import MaterialsPresenter
    from desk.visit.attention import Attention
    from desk.visit.attention_store import AttentionItem
    from printing.printers import Printer

P = TypeVar("P", bound=Presenter[Any])


_PAUSE_S = 0.05
"""Between two views that are made ahead: keys come first."""


class Assembly:
    """The shell, its presenter, and the views of the steps, each made when it is first shown.

    `printers` gives those that this window may use, the usual one first.
    """

    def __init__(self, services: Services, printers: Callable[[], Sequence[Printer]]) -> None:
        self._services = services
        self._printers = printers
        self._presenters: list[Presenter[Any]] = []
        self.presenter = self._kept(
            ShellPresenter(services.session, services.call_step, self._find)
        )
        self._scan_asking = ScanAsking(self.presenter)
        self.call = self._kept(
            CallPresenter(
                services.session,
                services.call_step,
                self.presenter.show_failure,
                self.presenter.call_or_ask,
            )
        )
        self.finding = FinderPresenter(
            self.presenter.show_failure,
            matters=services.matter_step.search,
            ticket=self._ticket,
            case=services.region.find_case,
            here=services.attention_cases.search,
            use_here=self._show_case,
            use_ticket=self.presenter.call,
            use_matter=self._use_matter,
        )
        self._kept(self.finding)
        steps: dict[Place, ViewMaker] = {
            None: self._sign_in_view,
            CASES: self._cases_view,
            **{step: getattr(self, f"_{step}_view") for step in Step},
        }
        self.ending = EndingCommands(
            self.presenter, services.ending, services.call_step, self._printers
        )
        self.presenter.take_up_kept = self.ending.take_up_code
        self.work = WorkCommands(self.presenter, services.clerk_session)
        self.work.under_way = lambda: self.busy
        self.shell = Shell(
            self.presenter, Commands(self.ending, self.work), steps, Finder(self.finding)
        )
        self.work.close_window = self.shell.close_now
        self.presenter.look_up = self._look_up
        services.attention_cases.subscribe(self._attention_changed)
        self._identified: tuple[str, Applicant] | None = None
        self._follow(self._look_for_kept)

    @property
    def busy(self) -> bool:
        """Whether something that the clerk began is still under way."""
        return any(presenter.busy for presenter in self._presenters)

    async def warm(self) -> None:
        """Load and make what later steps show, once the first screen is painted.

        Loading the form only when it was needed stopped the loop for 150 ms.
        """
        for module in ("view", "presenter", "questions"):
            await asyncio.to_thread(import_module, f"desk.clerk.cases.{module}")
        self.shell.prepare(CASES)
        for step in Step:
            await asyncio.to_thread(import_module, f"desk.clerk.steps.{step}.view")
            await asyncio.to_thread(import_module, f"desk.clerk.steps.{step}.presenter")
            self.shell.prepare(step)
            await asyncio.sleep(_PAUSE_S)
        await asyncio.to_thread(form_faults, {}, {}, self._today())  # loads the schema's rules
        await asyncio.to_thread(working_days_after, self._today(), 1)  # and the calendar
        # All that was loaded stays. Examining it again and again for garbage, on the loop,
        # stopped it for 50 to 90 ms each time.
        gc.freeze()

    def set_pending(self, pending: int) -> None:
        """So many cases wait for the region's acknowledgement."""
        self.presenter.set_pending(pending)
        self.call.set_pending(pending)

    def set_starting(self, starting: bool) -> None:
        """The visit that was open when the window closed is still being taken up."""
        self.presenter.set_starting(starting)
        self.call.set_starting(starting)

    async def close(self) -> None:
        """Leave the step that is shown and end what the clerk's commands still wait for.

        What a service has begun is completed all the same.
        """
        self.shell.view.leave()
        await asyncio.sleep(0)  # what leaving began to store has begun
        for presenter in self._presenters:
            presenter.cancel()
            await presenter.settled()

    def _kept(self, presenter: P) -> P:
        self._presenters.append(presenter)
        return presenter

    # the steps

    def _sign_in_view(self) -> StepView:
        from desk.clerk.steps.sign_in.presenter import SignInPresenter
        from desk.clerk.steps.sign_in.view import SignInView

        services, shell = self._services, self.presenter
        presenter = SignInPresenter(
            services.login,
            services.clerk_session,
            self.work.signed_in,
            shell.show_failure,
            locked_by=lambda: shell.state.locked_by,
        )
        return SignInView(self._kept(presenter))

    def _call_view(self) -> StepView:
        from desk.clerk.steps.call.view import CallView

        return CallView(self.call)

    def _identify_view(self) -> StepView:
        from desk.clerk.steps.identify.presenter import IdentifyPresenter
        from desk.clerk.steps.identify.view import IdentifyView

        shell = self.presenter
        presenter = IdentifyPresenter(self._services.identify_step, shell.show_failure, shell.go)
        self._follow(presenter.take)
        return IdentifyView(self._kept(presenter))

    def _matter_view(self) -> StepView:
        from desk.clerk.steps.matter.presenter import MatterPresenter
        from desk.clerk.steps.matter.view import MatterView

        shell = self.presenter
        presenter = MatterPresenter(self._services.matter_step, shell.show_failure, shell.go)
        return MatterView(self._kept(presenter))

    @cached_property
    def _materials(self) -> MaterialsPresenter:
        from desk.clerk.steps.materials.presenter import MaterialsPresenter

        shell = self.presenter
        presenter = MaterialsPresenter(
            self._services.materials_step,
            shell.show_failure,
            shell.go,
            self._services.session,
            ask=self._scan_asking,
        )
        self._follow(presenter.take)
        return self._kept(presenter)

    async def _may_submit(self) -> bool:
        """Files of the visit that were not taken are pointed out before the case goes."""
        materials_step = self._services.materials_step
        lying = await materials_step.what_lies()
        if lying is None or not lying.own:
            return True
        decision = await self._scan_asking.what_of_left(lying, submit_step=True)
        if decision is FileDecision.TAKE:
            self.presenter.go(Step.MATERIALS)
        elif decision is FileDecision.ASIDE:
            await materials_step.put_aside()
        return decision in (FileDecision.ASIDE, FileDecision.LEAVE)

    def _materials_view(self) -> StepView:
        from desk.clerk.steps.materials.view import MaterialsView

        return MaterialsView(self._materials)

    @cached_property
    def _form(self) -> FormPresenter:
        from desk.clerk.steps.form.presenter import FormPresenter

        shell = self.presenter
        return self._kept(
            FormPresenter(self._services.form_step, shell.show_failure, shell.go, self._today)
        )

    def _form_view(self) -> StepView:
        from desk.clerk.steps.form.view import FormView

        view = FormView(self._form)
        self._follow(view.take)
        return view

    def _submit_view(self) -> StepView:
        from desk.clerk.steps.submit.presenter import SubmitPresenter
        from desk.clerk.steps.submit.view import SubmitView

        services, shell = self._services, self.presenter
        presenter = SubmitPresenter(
            services.submit_step,
            services.outbox,
            shell.show_failure,
            go=shell.go,
            mend=self._mend,
            today=self._today,
            is_estimated=services.session.is_estimated,
            may_submit=self._may_submit,
        )
        self._follow(presenter.take)
        return SubmitView(self._kept(presenter))

    def _paper_view(self) -> StepView:
        from desk.clerk.steps.paper.presenter import PaperPresenter
        from desk.clerk.steps.paper.view import PaperView

        services = self._services
        presenter = PaperPresenter(services.paper_step, self._printers, self.presenter.show_failure)
        self._follow(presenter.take)
        return PaperView(self._kept(presenter))

    def _mend(self, step: Step, target: str) -> None:
        """Go to `step`, to the field or the material `target` in it."""
        if step is Step.FORM:
            self._form.wish(target)
        elif step is Step.MATERIALS:
            self._materials.wish(target)
        self.presenter.go(step)

    def _today(self) -> date:
        return self._services.session.today

    def _follow(self, take: Callable[[Visit | None], None]) -> None:
        self._services.session.subscribe(take)

    def _look_for_kept(self, visit: Visit | None) -> None:
        """Check whether the identified applicant was here before."""
        now = None
        if visit is not None and visit.applicant is not None and visit.matter is None:
            now = (visit.id, visit.applicant)
        before, self._identified = self._identified, now
        if now is not None and now != before:
            self.presenter.do(self.ending.ask_of_kept())

    # cases that need somebody

    @cached_property
    def cases(self) -> CasesPresenter:
        """The list of cases that need somebody."""
        from desk.clerk.cases.presenter import CasesPresenter
        from desk.clerk.cases.questions import CaseQuestions

        services = self._services
        presenter = self._kept(
            CasesPresenter(services.attention_cases, self.presenter, self._printers)
        )
        questions = CaseQuestions(presenter, self.shell)
        self.shell.questions.of_cases = questions.question
        return presenter

    def _cases_view(self) -> StepView:
        from desk.clerk.cases.view import CasesView

        return CasesView(self.cases)

    def _attention_changed(self, attention: Attention) -> None:
        late = attention.delayed.count if attention.delayed else 0
        self.presenter.set_attention(attention.count, late)

    async def _look_up(self, number: str) -> bool:
        """A case of this window is shown in the list, while no visit is open."""
        if not self.presenter.state.free:
            return False
        item = await self._services.attention_cases.look_up(number)
        if item is None or not self.presenter.state.free:
            return False
        self._show_item(item)
        return True

    def _show_case(self, visit: Visit) -> None:
        """Enter on a case of this window in the finder."""
        if visit.case is None:
            return
        open_visit = self._services.session.visit
        if open_visit is not None:
            self.presenter.show_failure(VisitStillOpen(number=open_visit.ticket_number))
            return
        self.presenter.do(self._look_up(visit.case.local_no))

    def _show_item(self, item: AttentionItem) -> None:
        self.presenter.open_list()
        self.cases.show_item(item)

    def take_back(self, kind: type[Failure]) -> None:
        """Hide the notice of this kind, which no longer holds."""
        if isinstance(self.presenter.state.notice, kind):
            self.presenter.show(replace(self.presenter.state, notice=None))

    # the finder

    def _find(self, number: str) -> None:
        self.finding.open(number)

    async def _ticket(self, number: str) -> Ticket | None:
        return await self._services.call_step.find(number)

    def _use_matter(self, line: MatterLine) -> None:
        """Choose the matter for the open visit, if none is chosen yet."""
        visit, trouble = self._services.session.visit, trouble_with(line)
        if trouble is not None:
            self.presenter.show_failure(trouble)
        if not line.usable:
            return
        if visit is not None and visit.applicant is not None and not visit.submitted:
            self.presenter.start(self._take_matter(line.code))

    async def _take_matter(self, code: str) -> None:
        await self._services.matter_step.choose(code)
        await self._services.session.go(Step.MATERIALS)

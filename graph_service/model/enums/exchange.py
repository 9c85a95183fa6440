"""The vocabularies of exchange visits and of what became of them."""

from __future__ import annotations

from graph_service.model.vocabulary import Vocabulary, term


class ExchangeKind(Vocabulary, source="own; INTERNSHIP is IOM's pasantía"):
    """What kind of occasion an exchange is."""

    INTERNSHIP = term(
        "a team works beside the host to see a practice at first hand",
        en="Internship",
        es="Pasantía",
        pt="Estágio profissional",
    )
    STUDY_VISIT = term(
        "a delegation visits to learn",
        en="Study visit",
        es="Visita de estudio",
        pt="Visita de estudo",
    )
    EXPERT_MISSION = term(
        "experts travel to the host to assess, advise or present",
        en="Expert mission",
        es="Misión de expertos",
        pt="Missão de especialistas",
    )
    BINATIONAL_MEETING = term(
        "two countries meet to work together",
        en="Binational meeting",
        es="Encuentro binacional",
        pt="Encontro binacional",
    )
    MEETING = term(
        "other working meeting of three countries or more", en="Meeting", es="Reunión", pt="Reunião"
    )
    PLENARY = term(
        "regular session of a regional network", en="Plenary", es="Plenaria", pt="Plenária"
    )
    SEMINAR = term(
        "several speakers, no curriculum",
        en="Seminar, workshop or congress",
        es="Seminario, taller o congreso",
        pt="Seminário, oficina ou congresso",
    )
    TRAINING = term(
        "a course with trainers and trainees", en="Training", es="Capacitación", pt="Capacitação"
    )
    CAMPAIGN_EVENT = term(
        "a joint public event", en="Campaign event", es="Acto de campaña", pt="Ato de campanha"
    )


class Modality(Vocabulary, source="own"):
    """Whether people met in one place."""

    IN_PERSON = term("all in one place", en="In person", es="Presencial", pt="Presencial")
    VIRTUAL = term("online only", en="Virtual", es="Virtual", pt="Virtual")
    HYBRID = term("both", en="Hybrid", es="Híbrida", pt="Híbrida")


class ExchangeRole(Vocabulary, source="own"):
    """What a visitor came for."""

    LEARNER = term("came to learn", en="Learner", es="Aprende", pt="Aprende")
    EXPERT = term("came to share its own practice", en="Expert", es="Comparte", pt="Compartilha")
    PEER = term("both gives and takes", en="Peer", es="Par", pt="Par")
    OBSERVER = term("attended only", en="Observer", es="Observa", pt="Observa")


class TransferStage(
    Vocabulary,
    source=(
        "IOM internship model (identified, documented, visited, feasibility analysed, replicated)"
        " and EPIS phases (Aarons, Hurlburt and Horwitz 2011)"
    ),
):
    """The steps of a knowledge transfer, in their usual order."""

    IDENTIFIED = term(
        "named as of interest to this recipient",
        en="Identified",
        es="Identificada",
        pt="Identificada",
        phase="EXPLORATION",
    )
    DOCUMENTED = term(
        "written up for this recipient",
        en="Documented",
        es="Documentada",
        pt="Documentada",
        phase="EXPLORATION",
    )
    PRESENTED = term(
        "shown to the recipient away from where it works",
        en="Presented",
        es="Presentada",
        pt="Apresentada",
        phase="EXPLORATION",
    )
    VISITED = term(
        "seen at work by the recipient",
        en="Visited",
        es="Visitada",
        pt="Visitada",
        phase="EXPLORATION",
    )
    FEASIBILITY_ASSESSED = term(
        "whether it can be adapted was analysed",
        en="Feasibility assessed",
        es="Viabilidad analizada",
        pt="Viabilidade analisada",
        phase="EXPLORATION",
    )
    DECIDED = term(
        "the recipient took a decision",
        en="Decided",
        es="Decidida",
        pt="Decidida",
        phase="PREPARATION",
    )
    PLANNED = term(
        "adoption or adaptation is in a plan",
        en="Planned",
        es="Planificada",
        pt="Prevista",
        phase="PREPARATION",
    )
    ADAPTED = term(
        "the recipient has its own version, not yet seen in use",
        en="Adapted",
        es="Adaptada",
        pt="Adaptada",
        phase="PREPARATION",
    )
    PILOTED = term("tried out", en="Piloted", es="Pilotada", pt="Em piloto", phase="IMPLEMENTATION")
    IMPLEMENTED = term(
        "in use at the recipient",
        en="Implemented",
        es="Implementada",
        pt="Implementada",
        phase="IMPLEMENTATION",
    )
    SUSTAINED = term(
        "still in use, with own means",
        en="Sustained",
        es="Sostenida",
        pt="Sustentada",
        phase="SUSTAINMENT",
    )
    SCALED_OUT = term(
        "carried to more places", en="Scaled out", es="Ampliada", pt="Ampliada", phase="SUSTAINMENT"
    )
    DISCONTINUED = term(
        "stopped or given up", en="Discontinued", es="Abandonada", pt="Abandonada", phase="ENDED"
    )


class TransferPhase(Vocabulary, source="EPIS phases, and ENDED"):
    """The phases of a knowledge transfer, in their usual order."""

    EXPLORATION = term(
        "known, seen or assessed; nothing decided",
        en="Exploration",
        es="Exploración",
        pt="Exploração",
    )
    PREPARATION = term(
        "decided, planned or adapted", en="Preparation", es="Preparación", pt="Preparação"
    )
    IMPLEMENTATION = term(
        "piloted or in use", en="Implementation", es="Implementación", pt="Implementação"
    )
    SUSTAINMENT = term("lasting or growing", en="Sustainment", es="Sostenimiento", pt="Sustentação")
    ENDED = term("discontinued", en="Ended", es="Terminada", pt="Encerrada")


class Decision(Vocabulary, source="own"):
    """What a recipient decided."""

    ADOPT = term("take it as it is", en="Adopt", es="Adoptar", pt="Adotar")
    ADAPT = term("take it with changes", en="Adapt", es="Adaptar", pt="Adaptar")
    DEFER = term("not now", en="Defer", es="Aplazar", pt="Adiar")
    REJECT = term("not at all", en="Reject", es="Rechazar", pt="Rejeitar")


class TransferDegree(Vocabulary, source="Dolowitz and Marsh 2000"):
    """How much of a practice was taken over."""

    COPYING = term("direct and complete transfer", en="Copying", es="Copia", pt="Cópia")
    EMULATION = term(
        "the ideas behind it, not the details", en="Emulation", es="Emulación", pt="Emulação"
    )
    MIXTURE = term("mix of several policies", en="Mixture", es="Combinación", pt="Combinação")
    INSPIRATION = term(
        "it moved a change; the result differs", en="Inspiration", es="Inspiración", pt="Inspiração"
    )

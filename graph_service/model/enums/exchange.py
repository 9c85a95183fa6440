"""The vocabularies of exchange visits and knowledge transfers."""

from __future__ import annotations

from graph_service.model.vocabulary import Vocabulary, term


class ExchangeKind(Vocabulary, source="own; INTERNSHIP is IOM's pasantía"):
    """The kinds of exchange visits."""

    INTERNSHIP = term(
        "a team works alongside the host to see a practice at first hand",
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
        "another working meeting of three countries or more",
        en="Meeting",
        es="Reunión",
        pt="Reunião",
    )
    PLENARY = term(
        "a regular session of a regional network", en="Plenary", es="Plenaria", pt="Plenária"
    )
    SEMINAR = term(
        "an event with several speakers and no curriculum",
        en="Seminar, workshop or congress",
        es="Seminario / taller / congreso",
        pt="Seminário / oficina / congresso",
    )
    TRAINING = term(
        "a course with trainers and trainees", en="Training", es="Capacitación", pt="Capacitação"
    )
    CAMPAIGN_EVENT = term(
        "a joint public event of a prevention campaign",
        en="Campaign event",
        es="Actividad de campaña de prevención",
        pt="Atividade de campanha de prevenção",
    )


class Modality(Vocabulary, source="own"):
    """Whether the participants met in person or online."""

    IN_PERSON = term("everyone in one place", en="In person", es="Presencial", pt="Presencial")
    VIRTUAL = term("online only", en="Virtual", es="Virtual", pt="Virtual")
    HYBRID = term("some in one place, some online", en="Hybrid", es="Híbrida", pt="Híbrida")


class ExchangeRole(Vocabulary, source="own"):
    """The roles of visitors."""

    LEARNER = term("came to learn", en="Learner", es="Aprende", pt="Aprende")
    EXPERT = term("came to share its own practice", en="Expert", es="Comparte", pt="Compartilha")
    PEER = term("came to share and to learn", en="Peer", es="Intercambia", pt="Intercambia")
    OBSERVER = term(
        "attended without sharing or learning a practice", en="Observer", es="Observa", pt="Observa"
    )


class TransferStage(
    Vocabulary,
    source=(
        "IOM internship model (identified, documented, visited, feasibility analysed, replicated)"
        " and EPIS phases (Aarons, Hurlburt and Horwitz 2011)"
    ),
):
    """The stages of a knowledge transfer, in their usual order."""

    IDENTIFIED = term(
        "identified as of interest to the recipient",
        en="Identified",
        es="Identificada",
        pt="Identificada",
        phase="EXPLORATION",
    )
    DOCUMENTED = term(
        "documented for the recipient",
        en="Documented",
        es="Documentada",
        pt="Documentada",
        phase="EXPLORATION",
    )
    PRESENTED = term(
        "presented to the recipient elsewhere than where it operates",
        en="Presented",
        es="Presentada",
        pt="Apresentada",
        phase="EXPLORATION",
    )
    VISITED = term(
        "seen in operation by the recipient",
        en="Visited",
        es="Visitada",
        pt="Visitada",
        phase="EXPLORATION",
    )
    FEASIBILITY_ASSESSED = term(
        "the recipient or its partners analysed whether it can be adapted",
        en="Feasibility assessed",
        es="Viabilidad analizada",
        pt="Viabilidade analisada",
        phase="EXPLORATION",
    )
    DECIDED = term(
        "the recipient decided whether to adopt or adapt it",
        en="Decided",
        es="Decidida",
        pt="Decidida",
        phase="PREPARATION",
    )
    PLANNED = term(
        "adoption or adaptation is part of a plan",
        en="Planned",
        es="Planificada",
        pt="Planejada",
        phase="PREPARATION",
    )
    ADAPTED = term(
        "the recipient has its own version, not yet seen in use",
        en="Adapted",
        es="Adaptada",
        pt="Adaptada",
        phase="PREPARATION",
    )
    PILOTED = term(
        "tried out by the recipient",
        en="Piloted",
        es="En prueba piloto",
        pt="Em fase piloto",
        phase="IMPLEMENTATION",
    )
    IMPLEMENTED = term(
        "in use by the recipient",
        en="Implemented",
        es="Implementada",
        pt="Implementada",
        phase="IMPLEMENTATION",
    )
    SUSTAINED = term(
        "in lasting use, with the recipient's own means",
        en="Sustained",
        es="Sostenida",
        pt="Sustentada",
        phase="SUSTAINMENT",
    )
    SCALED_OUT = term(
        "extended to more places",
        en="Scaled out",
        es="Extendida a más lugares",
        pt="Expandida para outros locais",
        phase="SUSTAINMENT",
    )
    DISCONTINUED = term(
        "stopped or abandoned",
        en="Discontinued",
        es="Interrumpida",
        pt="Interrompida",
        phase="ENDED",
    )


class TransferPhase(Vocabulary, source="EPIS phases, and ENDED"):
    """The phases of a knowledge transfer, in their usual order."""

    EXPLORATION = term(
        "known, seen or assessed, but not decided on",
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
    """The decision of a recipient."""

    ADOPT = term("adopt the practice as it is", en="Adopt", es="Adoptar", pt="Adotar")
    ADAPT = term("adopt the practice with changes", en="Adapt", es="Adaptar", pt="Adaptar")
    DEFER = term("decide later", en="Defer", es="Aplazar", pt="Adiar")
    REJECT = term("do not adopt the practice", en="Reject", es="Rechazar", pt="Rejeitar")


class TransferDegree(Vocabulary, source="Dolowitz and Marsh 2000"):
    """How closely the result follows the original practice."""

    COPYING = term("a direct and complete transfer", en="Copying", es="Copia", pt="Cópia")
    EMULATION = term(
        "a transfer of the ideas, not the details", en="Emulation", es="Emulación", pt="Emulação"
    )
    MIXTURE = term("a mixture of several policies", en="Mixture", es="Combinación", pt="Combinação")
    INSPIRATION = term(
        "the practice inspired a change, but the result differs",
        en="Inspiration",
        es="Inspiración",
        pt="Inspiração",
    )

"""The vocabularies of knowledge transfers."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Term, Vocabulary


class TransferStage(
    Vocabulary,
    source=(
        "IOM internship model (identified, documented, visited, feasibility analysed, replicated)"
        " and EPIS phases (Aarons, Hurlburt and Horwitz 2011)"
    ),
):
    """The stages of a knowledge transfer, in their usual order."""

    IDENTIFIED = Term(
        Labels(
            "el receptor la identificó como de su interés",
            "identified as of interest to the recipient",
            "o receptor a identificou como de seu interesse",
        ),
        Labels("Identificada", "Identified", "Identificada"),
        phase="EXPLORATION",
        others=Labels(
            "Detectada, Reconocida, De interés", "Spotted, Of interest", "Detectada, De interesse"
        ),
    )
    REQUESTED = Term(
        Labels(
            "el receptor pidió conocerla o recibir apoyo para adoptarla",
            "the recipient asked to see it, or for support in adopting it",
            "o receptor pediu para conhecê-la ou apoio para adotá-la",
        ),
        Labels("Solicitada", "Requested", "Solicitada"),
        phase="EXPLORATION",
    )
    DOCUMENTED = Term(
        Labels(
            "se documentó para el receptor",
            "documented for the recipient",
            "foi documentada para o receptor",
        ),
        Labels("Documentada", "Documented", "Documentada"),
        phase="EXPLORATION",
        others=Labels(
            "Sistematizada, Descrita", "Written up, Systematized", "Sistematizada, Descrita"
        ),
    )
    PRESENTED = Term(
        Labels(
            "se presentó al receptor en un lugar distinto de donde funciona",
            "presented to the recipient elsewhere than where it operates",
            "foi apresentada ao receptor em lugar diferente de onde funciona",
        ),
        Labels("Presentada", "Presented", "Apresentada"),
        phase="EXPLORATION",
        others=Labels(
            "Expuesta, Compartida, Socializada", "Shared, Shown", "Exposta, Compartilhada"
        ),
    )
    VISITED = Term(
        Labels(
            "el receptor la vio en funcionamiento",
            "seen in operation by the recipient",
            "o receptor a viu em funcionamento",
        ),
        Labels("Visitada", "Visited", "Visitada"),
        phase="EXPLORATION",
        others=Labels(
            "Conocida en el terreno, Observada", "Seen in operation, Observed", "Conhecida in loco"
        ),
    )
    FEASIBILITY_ASSESSED = Term(
        Labels(
            "el receptor o sus socios analizaron si se puede adaptar",
            "the recipient or its partners analysed whether it can be adapted",
            "o receptor ou seus parceiros analisaram se pode ser adaptada",
        ),
        Labels("Viabilidad analizada", "Feasibility assessed", "Viabilidade analisada"),
        phase="EXPLORATION",
        others=Labels(
            "Factibilidad, Viabilidad, Estudio de viabilidad, Diagnóstico",
            "Feasibility, Feasibility study, Viability, Assessed",
            "Viabilidade, Estudo de viabilidade, Diagnóstico",
        ),
    )
    DECIDED = Term(
        Labels(
            "el receptor decidió si la adopta o la adapta",
            "the recipient decided whether to adopt or adapt it",
            "o receptor decidiu se a adota ou a adapta",
        ),
        Labels("Decidida", "Decided", "Decidida"),
        phase="PREPARATION",
        others=Labels(
            "Aprobada, Acordada, Adoptada",
            "Approved, Agreed, Adopted",
            "Aprovada, Acordada, Adotada",
        ),
    )
    PLANNED = Term(
        Labels(
            "su adopción o adaptación es parte de un plan",
            "adoption or adaptation is part of a plan",
            "sua adoção ou adaptação faz parte de um plano",
        ),
        Labels("Planificada", "Planned", "Planejada"),
        phase="PREPARATION",
        others=Labels(
            "Planeada, Programada, Prevista en un plan",
            "Scheduled, In a plan",
            "Programada, Prevista",
        ),
    )
    ADAPTED = Term(
        Labels(
            "el receptor tiene su propia versión, que todavía no se ha visto en uso",
            "the recipient has its own version, not yet seen in use",
            "o receptor tem sua própria versão, ainda não vista em uso",
        ),
        Labels("Adaptada", "Adapted", "Adaptada"),
        phase="PREPARATION",
        others=Labels(
            "Ajustada, Contextualizada, Versión propia",
            "Adjusted, Tailored, Contextualized",
            "Ajustada, Contextualizada, Versão própria",
        ),
    )
    STAFF_TRAINED = Term(
        Labels(
            "se capacitó al personal del receptor para usarla",
            "the recipient's staff were trained to use it",
            "o pessoal do receptor foi capacitado para usá-la",
        ),
        Labels("Personal capacitado", "Staff trained", "Pessoal capacitado"),
        phase="PREPARATION",
    )
    PILOTED = Term(
        Labels("el receptor la puso a prueba", "tried out by the recipient", "o receptor a testou"),
        Labels("En prueba piloto", "Piloted", "Em fase piloto"),
        phase="IMPLEMENTATION",
        others=Labels(
            "Piloto, Plan piloto, Prueba piloto, Proyecto piloto",
            "Pilot, Pilot project, Pilot test, Tested, Trial run",
            "Piloto, Projeto piloto, Em teste",
        ),
    )
    IMPLEMENTED = Term(
        Labels("el receptor la usa", "in use by the recipient", "o receptor a usa"),
        Labels("Implementada", "Implemented", "Implementada"),
        phase="IMPLEMENTATION",
        others=Labels(
            "Replicada, Puesta en marcha, En funcionamiento, Ejecutada, Réplica",
            "Replicated, In use, Rolled out, Put into practice, Replication",
            "Replicada, Executada, Colocada em prática, Réplica",
        ),
    )
    SUSTAINED = Term(
        Labels(
            "se usa de manera duradera, con medios propios del receptor",
            "in lasting use, with the recipient's own means",
            "em uso duradouro, com meios próprios do receptor",
        ),
        Labels("Sostenida", "Sustained", "Sustentada"),
        phase="SUSTAINMENT",
        others=Labels(
            "Institucionalizada, Sostenible, Consolidada, Permanente",
            "Institutionalized, Sustainable, Consolidated, Lasting",
            "Institucionalizada, Sustentável, Consolidada, Permanente",
        ),
    )
    SCALED_OUT = Term(
        Labels(
            "se extendió a más lugares",
            "extended to more places",
            "foi expandida para outros locais",
        ),
        Labels("Extendida a más lugares", "Scaled out", "Expandida para outros locais"),
        phase="SUSTAINMENT",
        others=Labels(
            "Ampliada, Escalada, Expandida, Extendida",
            "Expanded, Extended, Scaled up",
            "Ampliada, Expandida, Ganhou escala",
        ),
    )
    DISCONTINUED = Term(
        Labels("se detuvo o se abandonó", "stopped or abandoned", "foi interrompida ou abandonada"),
        Labels("Interrumpida", "Discontinued", "Interrompida"),
        phase="ENDED",
        others=Labels(
            "Suspendida, Abandonada, Cancelada, Cerrada",
            "Stopped, Abandoned, Cancelled, Suspended",
            "Suspensa, Abandonada, Cancelada",
        ),
    )
    NEVER_BEGUN = Term(
        Labels(
            "se anunció o se planificó, pero nunca comenzó",
            "announced or planned, but never begun",
            "foi anunciada ou planejada, mas nunca começou",
        ),
        Labels("Nunca comenzó", "Never begun", "Nunca começou"),
        phase="ENDED",
    )

    @property
    def phase(self) -> TransferPhase:
        """The phase that the stage belongs to."""
        return TransferPhase[self.value.phase or ""]


class TransferPhase(Vocabulary, source="EPIS phases, and ENDED"):
    """The phases of a knowledge transfer, in their usual order."""

    EXPLORATION = Term(
        Labels(
            "se conoce, se vio o se analizó, pero sin decisión",
            "known, seen or assessed, but not decided on",
            "conhecida, vista ou analisada, mas sem decisão",
        ),
        Labels("Exploración", "Exploration", "Exploração"),
    )
    PREPARATION = Term(
        Labels(
            "decidida, planificada o adaptada",
            "decided, planned or adapted",
            "decidida, planejada ou adaptada",
        ),
        Labels("Preparación", "Preparation", "Preparação"),
    )
    IMPLEMENTATION = Term(
        Labels("en prueba piloto o en uso", "piloted or in use", "em fase piloto ou em uso"),
        Labels("Implementación", "Implementation", "Implementação"),
    )
    SUSTAINMENT = Term(
        Labels("dura o crece", "lasting or growing", "dura ou cresce"),
        Labels("Sostenimiento", "Sustainment", "Sustentação"),
    )
    ENDED = Term(
        Labels("interrumpida", "discontinued", "interrompida"),
        Labels("Terminada", "Ended", "Encerrada"),
    )


class Decision(Vocabulary, source="own"):
    """The decision of a recipient."""

    ADOPT = Term(
        Labels(
            "adoptar la práctica tal como es",
            "adopt the practice as it is",
            "adotar a prática como ela é",
        ),
        Labels("Adoptar", "Adopt", "Adotar"),
    )
    ADAPT = Term(
        Labels(
            "adoptar la práctica con cambios",
            "adopt the practice with changes",
            "adotar a prática com mudanças",
        ),
        Labels("Adaptar", "Adapt", "Adaptar"),
    )
    DEFER = Term(
        Labels("decidir más adelante", "decide later", "decidir mais adiante"),
        Labels("Aplazar", "Defer", "Adiar"),
    )
    REJECT = Term(
        Labels("no adoptar la práctica", "do not adopt the practice", "não adotar a prática"),
        Labels("Rechazar", "Reject", "Rejeitar"),
    )

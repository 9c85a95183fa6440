"""The vocabularies of knowledge transfers."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Vocabulary, term


class TransferStage(
    Vocabulary,
    source=(
        "IOM internship model (identified, documented, visited, feasibility analysed, replicated)"
        " and EPIS phases (Aarons, Hurlburt and Horwitz 2011)"
    ),
):
    """The stages of a knowledge transfer, in their usual order."""

    IDENTIFIED = term(
        Labels(
            "el receptor la identificó como de su interés",
            "identified as of interest to the recipient",
            "o receptor a identificou como de seu interesse",
        ),
        en="Identified",
        es="Identificada",
        pt="Identificada",
        phase="EXPLORATION",
        others=Labels(
            "Detectada, Reconocida, De interés", "Spotted, Of interest", "Detectada, De interesse"
        ),
    )
    REQUESTED = term(
        Labels(
            "el receptor pidió conocerla o recibir apoyo para adoptarla",
            "the recipient asked to see it, or for support in adopting it",
            "o receptor pediu para conhecê-la ou apoio para adotá-la",
        ),
        en="Requested",
        es="Solicitada",
        pt="Solicitada",
        phase="EXPLORATION",
    )
    DOCUMENTED = term(
        Labels(
            "se documentó para el receptor",
            "documented for the recipient",
            "foi documentada para o receptor",
        ),
        en="Documented",
        es="Documentada",
        pt="Documentada",
        phase="EXPLORATION",
        others=Labels(
            "Sistematizada, Descrita", "Written up, Systematized", "Sistematizada, Descrita"
        ),
    )
    PRESENTED = term(
        Labels(
            "se presentó al receptor en un lugar distinto de donde funciona",
            "presented to the recipient elsewhere than where it operates",
            "foi apresentada ao receptor em lugar diferente de onde funciona",
        ),
        en="Presented",
        es="Presentada",
        pt="Apresentada",
        phase="EXPLORATION",
        others=Labels(
            "Expuesta, Compartida, Socializada", "Shared, Shown", "Exposta, Compartilhada"
        ),
    )
    VISITED = term(
        Labels(
            "el receptor la vio en funcionamiento",
            "seen in operation by the recipient",
            "o receptor a viu em funcionamento",
        ),
        en="Visited",
        es="Visitada",
        pt="Visitada",
        phase="EXPLORATION",
        others=Labels(
            "Conocida en el terreno, Observada", "Seen in operation, Observed", "Conhecida in loco"
        ),
    )
    FEASIBILITY_ASSESSED = term(
        Labels(
            "el receptor o sus socios analizaron si se puede adaptar",
            "the recipient or its partners analysed whether it can be adapted",
            "o receptor ou seus parceiros analisaram se pode ser adaptada",
        ),
        en="Feasibility assessed",
        es="Viabilidad analizada",
        pt="Viabilidade analisada",
        phase="EXPLORATION",
        others=Labels(
            "Factibilidad, Viabilidad, Estudio de viabilidad, Diagnóstico",
            "Feasibility, Feasibility study, Viability, Assessed",
            "Viabilidade, Estudo de viabilidade, Diagnóstico",
        ),
    )
    DECIDED = term(
        Labels(
            "el receptor decidió si la adopta o la adapta",
            "the recipient decided whether to adopt or adapt it",
            "o receptor decidiu se a adota ou a adapta",
        ),
        en="Decided",
        es="Decidida",
        pt="Decidida",
        phase="PREPARATION",
        others=Labels(
            "Aprobada, Acordada, Adoptada",
            "Approved, Agreed, Adopted",
            "Aprovada, Acordada, Adotada",
        ),
    )
    PLANNED = term(
        Labels(
            "su adopción o adaptación es parte de un plan",
            "adoption or adaptation is part of a plan",
            "sua adoção ou adaptação faz parte de um plano",
        ),
        en="Planned",
        es="Planificada",
        pt="Planejada",
        phase="PREPARATION",
        others=Labels(
            "Planeada, Programada, Prevista en un plan",
            "Scheduled, In a plan",
            "Programada, Prevista",
        ),
    )
    ADAPTED = term(
        Labels(
            "el receptor tiene su propia versión, que todavía no se ha visto en uso",
            "the recipient has its own version, not yet seen in use",
            "o receptor tem sua própria versão, ainda não vista em uso",
        ),
        en="Adapted",
        es="Adaptada",
        pt="Adaptada",
        phase="PREPARATION",
        others=Labels(
            "Ajustada, Contextualizada, Versión propia",
            "Adjusted, Tailored, Contextualized",
            "Ajustada, Contextualizada, Versão própria",
        ),
    )
    STAFF_TRAINED = term(
        Labels(
            "se capacitó al personal del receptor para usarla",
            "the recipient's staff were trained to use it",
            "o pessoal do receptor foi capacitado para usá-la",
        ),
        en="Staff trained",
        es="Personal capacitado",
        pt="Pessoal capacitado",
        phase="PREPARATION",
    )
    PILOTED = term(
        Labels("el receptor la puso a prueba", "tried out by the recipient", "o receptor a testou"),
        en="Piloted",
        es="En prueba piloto",
        pt="Em fase piloto",
        phase="IMPLEMENTATION",
        others=Labels(
            "Piloto, Plan piloto, Prueba piloto, Proyecto piloto",
            "Pilot, Pilot project, Pilot test, Tested, Trial run",
            "Piloto, Projeto piloto, Em teste",
        ),
    )
    IMPLEMENTED = term(
        Labels("el receptor la usa", "in use by the recipient", "o receptor a usa"),
        en="Implemented",
        es="Implementada",
        pt="Implementada",
        phase="IMPLEMENTATION",
        others=Labels(
            "Replicada, Puesta en marcha, En funcionamiento, Ejecutada, Réplica",
            "Replicated, In use, Rolled out, Put into practice, Replication",
            "Replicada, Executada, Colocada em prática, Réplica",
        ),
    )
    SUSTAINED = term(
        Labels(
            "se usa de manera duradera, con medios propios del receptor",
            "in lasting use, with the recipient's own means",
            "em uso duradouro, com meios próprios do receptor",
        ),
        en="Sustained",
        es="Sostenida",
        pt="Sustentada",
        phase="SUSTAINMENT",
        others=Labels(
            "Institucionalizada, Sostenible, Consolidada, Permanente",
            "Institutionalized, Sustainable, Consolidated, Lasting",
            "Institucionalizada, Sustentável, Consolidada, Permanente",
        ),
    )
    SCALED_OUT = term(
        Labels(
            "se extendió a más lugares",
            "extended to more places",
            "foi expandida para outros locais",
        ),
        en="Scaled out",
        es="Extendida a más lugares",
        pt="Expandida para outros locais",
        phase="SUSTAINMENT",
        others=Labels(
            "Ampliada, Escalada, Expandida, Extendida",
            "Expanded, Extended, Scaled up",
            "Ampliada, Expandida, Ganhou escala",
        ),
    )
    DISCONTINUED = term(
        Labels("se detuvo o se abandonó", "stopped or abandoned", "foi interrompida ou abandonada"),
        en="Discontinued",
        es="Interrumpida",
        pt="Interrompida",
        phase="ENDED",
        others=Labels(
            "Suspendida, Abandonada, Cancelada, Cerrada",
            "Stopped, Abandoned, Cancelled, Suspended",
            "Suspensa, Abandonada, Cancelada",
        ),
    )
    NEVER_BEGUN = term(
        Labels(
            "se anunció o se planificó, pero nunca comenzó",
            "announced or planned, but never begun",
            "foi anunciada ou planejada, mas nunca começou",
        ),
        en="Never begun",
        es="Nunca comenzó",
        pt="Nunca começou",
        phase="ENDED",
    )

    @property
    def phase(self) -> TransferPhase:
        """The phase that the stage belongs to."""
        return TransferPhase[self.value.phase or ""]


class TransferPhase(Vocabulary, source="EPIS phases, and ENDED"):
    """The phases of a knowledge transfer, in their usual order."""

    EXPLORATION = term(
        Labels(
            "se conoce, se vio o se analizó, pero sin decisión",
            "known, seen or assessed, but not decided on",
            "conhecida, vista ou analisada, mas sem decisão",
        ),
        en="Exploration",
        es="Exploración",
        pt="Exploração",
    )
    PREPARATION = term(
        Labels(
            "decidida, planificada o adaptada",
            "decided, planned or adapted",
            "decidida, planejada ou adaptada",
        ),
        en="Preparation",
        es="Preparación",
        pt="Preparação",
    )
    IMPLEMENTATION = term(
        Labels("en prueba piloto o en uso", "piloted or in use", "em fase piloto ou em uso"),
        en="Implementation",
        es="Implementación",
        pt="Implementação",
    )
    SUSTAINMENT = term(
        Labels("dura o crece", "lasting or growing", "dura ou cresce"),
        en="Sustainment",
        es="Sostenimiento",
        pt="Sustentação",
    )
    ENDED = term(
        Labels("interrumpida", "discontinued", "interrompida"),
        en="Ended",
        es="Terminada",
        pt="Encerrada",
    )


class Decision(Vocabulary, source="own"):
    """The decision of a recipient."""

    ADOPT = term(
        Labels(
            "adoptar la práctica tal como es",
            "adopt the practice as it is",
            "adotar a prática como ela é",
        ),
        en="Adopt",
        es="Adoptar",
        pt="Adotar",
    )
    ADAPT = term(
        Labels(
            "adoptar la práctica con cambios",
            "adopt the practice with changes",
            "adotar a prática com mudanças",
        ),
        en="Adapt",
        es="Adaptar",
        pt="Adaptar",
    )
    DEFER = term(
        Labels("decidir más adelante", "decide later", "decidir mais adiante"),
        en="Defer",
        es="Aplazar",
        pt="Adiar",
    )
    REJECT = term(
        Labels("no adoptar la práctica", "do not adopt the practice", "não adotar a prática"),
        en="Reject",
        es="Rechazar",
        pt="Rejeitar",
    )


class TransferDegree(Vocabulary, source="Dolowitz and Marsh 2000"):
    """How closely the result follows the original practice."""

    COPYING = term(
        Labels(
            "una transferencia directa y completa",
            "a direct and complete transfer",
            "uma transferência direta e completa",
        ),
        en="Copying",
        es="Copia",
        pt="Cópia",
    )
    EMULATION = term(
        Labels(
            "una transferencia de las ideas, no de los detalles",
            "a transfer of the ideas, not the details",
            "uma transferência das ideias, não dos detalhes",
        ),
        en="Emulation",
        es="Emulación",
        pt="Emulação",
    )
    MIXTURE = term(
        Labels(
            "una combinación de varias políticas",
            "a mixture of several policies",
            "uma combinação de várias políticas",
        ),
        en="Mixture",
        es="Combinación",
        pt="Combinação",
    )
    INSPIRATION = term(
        Labels(
            "la práctica inspiró un cambio, pero el resultado es distinto",
            "the practice inspired a change, but the result differs",
            "a prática inspirou uma mudança, mas o resultado é diferente",
        ),
        en="Inspiration",
        es="Inspiración",
        pt="Inspiração",
    )

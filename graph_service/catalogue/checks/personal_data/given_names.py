"""Given names and surnames that are frequent in Latin America, folded."""

from __future__ import annotations

from graph_service.catalogue.checks.fields import words

GIVEN_NAMES = words(
    """
    abigail adan adela adriana agustin aida alan alba alberto alejandra alejandro alexander
    alexandra alexis alfonso alfredo alicia alma alonso alvaro amalia amanda amelia ana anabel
    andrea andres angel angela angelica anibal antonia antonio araceli ariel armando arnoldo
    arturo augusto aurora beatriz benjamin berta bertha betty blanca brayan brenda bryan
    camila camilo carla carlos carmen catalina cecilia cesar clara claudia claudio cristian
    cristina cristobal cynthia damian daniel daniela dario david dayana deborah delia delmy
    denis denise diana diego dina domingo edgar edgardo edith eduardo edwin elba elena elias
    elisa elizabeth elmer elsa elvira emilia emilio emma enrique eric erick erika ernesto
    esteban estela esther estuardo eugenia eugenio eva evelin evelyn fabian fabiola fabricio
    felipe felix fernanda fernando flor francisca francisco franklin gabriel gabriela gerardo
    german gilberto gilda gladis gladys glenda gloria gonzalo gregorio guillermina guillermo
    gustavo hector heidi helena henry herminia hernan hilda hugo humberto ignacio ilda ines
    ingrid irene iris irma isabel isabella ismael ivan ivonne jacqueline jaime javier jeannette
    jefferson jennifer jenny jessica jhon jimena joao joaquin johana johanna john jonathan
    jorge jose josefa josefina josue juan juana julia julian juliana julieta julio karen
    karina karla katherine kathya keila kelly kevin laura leonardo leonor leticia lidia ligia
    lilian liliana lissette lizeth lorena lorenzo lucas lucia luciana luis luisa luiz luz
    magdalena manuel manuela marcela marcelo marco marcos margarita maria mariana mariano
    maribel maricela marina mario marisol maritza marta martha martin mateo mateus matilde
    maura mauricio maynor melissa melvin mercedes micaela miguel milagro milton miriam mirian
    mirna moises monica nadia nancy natalia nelly nelson nestor nicolas nidia noemi nora norma
    norman odalis ofelia olga omar orlando oscar otto pablo pamela paola patricia patricio
    paula paulina paulo pedro rafael rafaela raquel raul rebeca regina reina rene ricardo
    rigoberto rita roberta roberto rocio rodolfo rodrigo rogelio rolando roman rosa rosalia
    rosalina rosario roxana ruben ruth salvador samuel sandra santos sara saul sebastian
    selena selvin sergio silvia simon sofia sonia stephanie susana suyapa tania tatiana telma
    teodoro teresa thelma thiago tomas ulises valentina valeria vanessa veronica vicente
    victor vilma vinicius violeta virgilio viviana walter wendy werner wilfredo wilmer wilson
    amilcar ashley edna heydi katia kimberly marleny nayeli nohemi robson thais tiago xiomara
    yamileth ximena yadira yanira yansi yesenia yessenia yolanda yuri zoila zulma
    """
)
SURNAMES = words(
    """
    acevedo acosta aguilar aguirre alfaro alvarado alvarez alves amador andrade aragon araya
    arce arias arroyo avila ayala barbosa barrera barrientos barrios benitez bermudez blanco
    bolanos bonilla bravo bustamante caballero cabrera calderon calvo camacho campos cano
    cardenas cardona carranza carrillo castaneda castellanos castillo castro centeno cerna
    cervantes chacon chavarria chaves chavez cisneros contreras cordero cordova corea coronado
    correa cortes cortez costa cruz cuellar davila delgado diaz dominguez duarte dubon duran
    echeverria escalante escobar escoto espinal espinosa espinoza estrada fajardo fernandez
    ferreira figueroa flores fonseca fuentes funez galeano galindo gallegos galvez garay
    garcia garrido godoy gomes gomez gonzales gonzalez guardado guerra guerrero guevara
    gutierrez guzman henriquez hernandez herrera hidalgo hurtado ibarra iglesias izaguirre
    jara jerez jimenez juarez lagos lara leiva leon lima linares lobo lopes lopez lozano
    lucero luna machado madrid maldonado marin marquez martinez mata matamoros medina mejia
    melendez melgar membreno mena mendez mendoza menjivar mercado meza miranda molina moncada
    monge montano montenegro montero montoya mora morales moran morazan moreno moya murillo
    munoz najera navarrete navarro nunez obando ocampo ochoa oliva olivares oliveira ordonez
    orellana orozco ortega ortiz osorio oviedo pacheco padilla palacios palma paniagua paredes
    parra paz peralta perdomo pereira perez pena pineda pinto ponce portillo prado quesada
    quezada quijada quintana quintanilla quintero quiroga quiros ramirez ramos recinos rendon
    restrepo reyes reynoso ribeiro rios rivas rivera rivero robles rodriguez rojas roldan
    romero rosales rosas rubio ruiz saavedra saenz salas salazar salgado salinas sanchez
    sandoval santana santiago santos sarmiento segura sepulveda serrano sierra silva solano
    solis solorzano sosa soto souza suarez tejada tejeda torres trejo trujillo ulloa umana
    urbina urrutia valdez valencia valenzuela valladares valle valverde vargas vasquez vazquez
    vega velasco velasquez velez vera vidal villalobos villalta villanueva villatoro villeda
    zaldivar zamora zapata zavala zelaya zepeda zuniga
    """
)
PLACES = words(
    """
    alba angel aurora carmen cristobal cruz domingo flor florencia gloria isabel leon lima
    lorenzo luz magdalena margarita martin mercedes milagro paz rafael regina rosario salvador
    santos trinidad
    """
)
"""Given names that also name places: they need a surname beside them."""

using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Organisation;

/// <summary>The cycle goes on with another organisation; the requests themselves pass in steps of their own.</summary>
/// <param name="File">The organisation's file.</param>
/// <param name="Successions">Every item whose department does not keep it.</param>
/// <param name="Departments">Every department in the municipality's order (建制順) and how it is reached; without items.</param>
/// <param name="Renewed">Departments whose personal mailbox is another person's now.</param>
public sealed record OrganisationAdopted(string File, IReadOnlyList<Succession> Successions, IReadOnlyList<Responsibility> Departments, IReadOnlyList<string> Renewed) : Event;

/// <summary>The streams of both sides hold the succession; from now on the items are asked there.</summary>
public sealed record RequestPassed(string Key, IReadOnlyList<Succession> Successions) : StepOutcome(Key);

/// <summary>The post that changed hands has its new link.</summary>
public sealed record PostRenewed(string Key) : StepOutcome(Key);

/// <summary>The department passed items on; a request of which nothing is left owes nothing more.</summary>
/// <param name="Adoption">Counts the organisations that the cycle adopted, from 1.</param>
/// <param name="IsWhole">True where it keeps none.</param>
public sealed record PassedOn(int Adoption, IReadOnlyList<Succession> Successions, bool IsWhole) : Event;

/// <summary>What stands in this stream for these items was handed in by the department that had them before.</summary>
public sealed record HandedInBefore(IReadOnlyList<string> Items) : Event;

/// <summary>The department took items over, with the answers beside it and with the standing that they had.</summary>
/// <param name="Adoption">Counts the organisations that the cycle adopted, from 1.</param>
/// <param name="Standing">How the request stands from now on.</param>
public sealed record TookOver(int Adoption, string From, IReadOnlyList<string> Items, TakenStanding Standing) : Event;

/// <summary>Another person holds the post: links of earlier generations end.</summary>
/// <param name="Adoption">Counts the organisations that the cycle adopted, from 1.</param>
public sealed record PostChanged(int Adoption, int Generation) : Event;

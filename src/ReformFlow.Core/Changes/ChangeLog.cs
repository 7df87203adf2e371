using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Changes;

/// <summary>A department proposes to change the plan itself; a proposal is no answer and waits for the office.</summary>
/// <param name="Number">Counts the proposals of this request from 1.</param>
/// <param name="Item">The item's key; null for a new item.</param>
/// <param name="Target">統合: the key of the item that this one goes into.</param>
/// <param name="Texts">What is to read otherwise, with the words that stood there when it was proposed.</param>
public sealed record ChangeProposed(int Number, ChangeKind Kind, string? Item, string? Target, IReadOnlyList<ChangedText> Texts, string Reason) : Event;

/// <summary>The department took its proposal back.</summary>
public sealed record ChangeWithdrawn(int Number) : Event;

/// <summary>The office decided about a proposal.</summary>
/// <param name="FromYear">The first fiscal year of which an accepted change counts.</param>
/// <param name="Note">The office's words to the department.</param>
/// <param name="No">The number that an accepted new item is printed under.</param>
public sealed record ChangeDecided(int Number, bool Accepted, FiscalYear? FromYear, string Note, string? No = null) : Event;

/// <summary>The request's accepted changes stand in the plan's version with this hash.</summary>
public sealed record ChangesApplied(string Key, string File) : StepOutcome(Key);

/// <summary>The department was told how its proposals were decided.</summary>
public sealed record DecisionSent(string Key, string To, string MessageId) : StepOutcome(Key);

/// <summary>What becomes of an item: 変更, 中止, 完了, 統合; or a new one, 新規.</summary>
public enum ChangeKind { Revise, Stop, Finish, Merge, New }

/// <summary>One text of a plan item, as it stood and as it is to read.</summary>
/// <param name="Field">The field's name: <c>title</c>, <c>text.description</c>, <c>plan.a1.R8</c>, <c>target.n1.R8</c>, <c>finalTarget.n1</c>, <c>leadDepartments</c>; of a new item also <c>node</c>.</param>
public sealed record ChangedText(string Field, string Old, string New);

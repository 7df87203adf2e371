using ReformFlow.Core.Log;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Publication;

/// <summary>承認: somebody with that role approved an edition at the desk.</summary>
/// <param name="Content">What was approved: <see cref="EditionMark.Content"/> of the edition.</param>
public sealed record Approved(int Number, string Content) : Event;

/// <summary>決裁 was taken elsewhere and is recorded: on which day, under which number, by which post.</summary>
public sealed record ApprovalRecorded(int Number, string Content, DateOnly DecidedOn, string Reference, string Post, string? Note) : Event;

/// <summary>An approval was recorded by mistake or is no longer upheld.</summary>
public sealed record ApprovalWithdrawn(string Content, string Reason) : Event;

/// <summary>The office changed whether this cycle's report needs an approval.</summary>
public sealed record ApprovalRuleChanged(ApprovalRule Rule, string Reason) : Event;

/// <summary>An approval in force; it belongs to what the edition says, so that the same report compiled again has it too.</summary>
/// <param name="DecidedOn">For an approval taken elsewhere: its day, number and post.</param>
public sealed record ApprovalMark(int Number, string Content, DateTimeOffset At, DateOnly? DecidedOn = null, string? Reference = null, string? Post = null);

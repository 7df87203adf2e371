using ReformFlow.Core.Log;

namespace ReformFlow.Core.Reviews;

/// <summary>A review was added while the cycle runs.</summary>
/// <param name="Before">The review before which it stands; null for the end of the list.</param>
public sealed record ReviewPlanned(ReviewStep Step, string? Before, string Reason) : Event;

/// <summary>A review has another day, or none for now.</summary>
public sealed record ReviewMoved(string Review, DateOnly? Day, string Reason) : Event;

/// <summary>A review will not take place.</summary>
public sealed record ReviewDropped(string Review, string Reason) : Event;

/// <summary>An edition was laid before the body; the step is open again until an outcome is recorded.</summary>
/// <param name="DocumentNumber">資料番号, as printed on that edition; null for none.</param>
public sealed record ReviewOpened(string Review, int Edition, string? DocumentNumber, DateOnly? Day) : Event;

/// <summary>Something that was said in a review.</summary>
/// <param name="Comment">The comment's key within the cycle.</param>
/// <param name="Item">The item that it is about; null for the report as a whole.</param>
/// <param name="Speaker">How the record names who said it (委員, 副市長); null for the body itself.</param>
public sealed record ReviewCommented(string Review, string Comment, string? Item, string Text, string? Speaker) : Event;

/// <summary>The municipality's reply to a comment; a later one replaces it.</summary>
public sealed record CommentAnswered(string Review, string Comment, string Reply) : Event;

/// <summary>A comment was recorded by mistake.</summary>
public sealed record CommentWithdrawn(string Review, string Comment, string Reason) : Event;

/// <summary>The body's own grade for an item; a later one replaces it, an empty one takes it away.</summary>
public sealed record ReviewGraded(string Review, string Item, string Grade) : Event;

/// <summary>What came of a review; a later one replaces it.</summary>
public sealed record ReviewConcluded(string Review, ReviewOutcome Outcome, string Text, DateOnly Day) : Event;

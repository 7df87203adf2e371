namespace ReformFlow.Core.Calendar;

/// <summary>A span of days with both ends included, such as a municipality's own closure.</summary>
/// <remarks>A last day before the first throws an ArgumentException.</remarks>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day, included.</param>
/// <param name="Reason">Why, in the words that pages print; null where there is nothing to say.</param>
public sealed record DaySpan(DateOnly First, DateOnly Last, string? Reason = null)
{
    // Neither end has a setter, so that no copy can end before it begins.
    /// <summary>The first day.</summary>
    public DateOnly First { get; } = First;

    /// <summary>The last day, included.</summary>
    public DateOnly Last { get; } = Last >= First
        ? Last
        : throw new ArgumentException(
            $"A span of days cannot end on {Last:yyyy-MM-dd}, before its first day {First:yyyy-MM-dd}.", nameof(Last));

    /// <summary>Whether a day lies in the span.</summary>
    public bool Contains(DateOnly day) => First <= day && day <= Last;
}

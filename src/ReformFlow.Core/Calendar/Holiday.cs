namespace ReformFlow.Core.Calendar;

/// <summary>A national holiday: its day and its name as the Cabinet Office publishes it (休日 for substitute and sandwiched days).</summary>
public sealed record Holiday(DateOnly Day, string Name);

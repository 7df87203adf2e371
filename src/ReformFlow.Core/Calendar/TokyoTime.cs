namespace ReformFlow.Core.Calendar;

/// <summary>The one place where days in Japan become UTC moments and moments become days.</summary>
public static class TokyoTime
{
    /// <summary>Japan Standard Time, a constant nine hours ahead of UTC (明治28年勅令第167号); there has been no summer time since 1951.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>The day in Japan on which a moment falls.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Offset).DateTime);

    /// <summary>The time of day in Japan at which a moment falls.</summary>
    public static TimeOnly TimeOf(DateTimeOffset moment) => TimeOnly.FromDateTime(moment.ToOffset(Offset).DateTime);

    /// <summary>The UTC moment (offset zero) of a time of day in Japan.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new DateTimeOffset(day.ToDateTime(time), Offset).ToUniversalTime();

    /// <summary>The UTC moment (offset zero) at which a day in Japan ends: 24:00, the next day's midnight.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => At(day.AddDays(1), TimeOnly.MinValue);
}

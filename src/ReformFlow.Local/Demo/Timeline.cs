using ReformFlow.Core.Calendar;

namespace ReformFlow.Local.Demo;

/// <summary>Prints what happened when, and how far the cycle has come.</summary>
sealed class Timeline(TextWriter output, bool isTerminal)
{
    const int Width = 40;
    DateOnly? _day;

    /// <summary>One dated line above the bar.</summary>
    public void Say(DateTimeOffset at, string what)
    {
        var day = TokyoTime.DayOf(at);
        if (isTerminal) output.Write("\r\u001b[K");
        output.WriteLine($"{(day == _day ? new string(' ', 14) : $"{day:yyyy-MM-dd ddd}")} {TokyoTime.TimeOf(at):HH:mm}  {what}");
        _day = day;
    }

    /// <summary>The bar: the share of the cycle's days that have passed.</summary>
    public void Show(DateTimeOffset now, DateTimeOffset first, DateTimeOffset last)
    {
        if (!isTerminal) return;
        var share = Math.Clamp((now - first) / (last - first), 0, 1);
        output.Write($"\r\u001b[K[{new string('#', (int)(share * Width)).PadRight(Width, '.')}] {share,4:P0}  {TokyoTime.DayOf(now):yyyy-MM-dd}");
    }

    /// <summary>Takes the bar away.</summary>
    public void End()
    {
        if (isTerminal) output.Write("\r\u001b[K");
    }
}

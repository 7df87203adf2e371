using Microsoft.Extensions.Logging;

namespace ReformFlow.Functions.Cycles;

/// <summary>The watchdog's lines. Alerts read the first of them, each word of it: see <c>infra/modules/alerts.bicep</c>.</summary>
static partial class WatchdogLog
{
    /// <summary>Written in every round, also where there is nothing to do: its absence is what the gravest alert is about.</summary>
    [LoggerMessage(2001, LogLevel.Information, "The watchdog went its round: {Open} places are open, {Missing} are started, {Late} are rung, the longest of them for {Rounds} rounds; the oldest pending orchestration waits for {Minutes} minutes; {Failed} towns could not be looked after.", EventName = "WatchdogRound")]
    public static partial void Round(ILogger logger, int open, int missing, int late, int rounds, int minutes, int failed);

    [LoggerMessage(2002, LogLevel.Information, "{Town}: {Open} places are open, {Missing} of them are started, {Late} are rung.", EventName = "WatchdogTown")]
    public static partial void Town(ILogger logger, string town, int open, int missing, int late);

    [LoggerMessage(2003, LogLevel.Warning, "{Place} does nothing since {Rounds} rounds, though something is due; it is ended, and the next round starts it anew.", EventName = "OrchestrationEnded")]
    public static partial void Ended(ILogger logger, string place, int rounds);

    [LoggerMessage(2004, LogLevel.Error, "{Town} could not be looked after in this round.", EventName = "TownNotLookedAfter")]
    public static partial void NotLookedAfter(ILogger logger, Exception trouble, string town);

    [LoggerMessage(2005, LogLevel.Error, "{Place} could not be rung in this round.", EventName = "PlaceNotRung")]
    public static partial void NotRung(ILogger logger, Exception trouble, string place);

    [LoggerMessage(2006, LogLevel.Warning, "The bell of {Place} could not be rung; the watchdog finds what is due.", EventName = "BellNotRung")]
    public static partial void BellNotRung(ILogger logger, Exception trouble, string place);
}

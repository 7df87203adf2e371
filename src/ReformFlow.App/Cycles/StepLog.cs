using Microsoft.Extensions.Logging;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Cycles;

/// <summary>What is logged of steps that did not go as they should, and of cycles that can't be read. They say the step's key and never a name or an address.</summary>
/// <remarks>The Azure edition's alerts read these lines: their names and numbers stay, see <c>infra/modules/alerts.bicep</c>.</remarks>
static partial class StepLog
{
    [LoggerMessage(1101, LogLevel.Warning, "{Step} could not be performed this time: {Reason}", EventName = "StepPutOff")]
    public static partial void PutOff(ILogger logger, string step, string reason);

    [LoggerMessage(1102, LogLevel.Warning, "{Step}: its mail was refused for good.", EventName = "MailRefused")]
    static partial void Refused(ILogger logger, string step);

    [LoggerMessage(1103, LogLevel.Warning, "{Step}: nobody knows whether its mail left.", EventName = "MailInDoubt")]
    static partial void InDoubt(ILogger logger, string step);

    [LoggerMessage(1104, LogLevel.Error, "The cycle {Town}/{Cycle} can't be read until this is mended; the others go on.", EventName = "CycleUnreadable")]
    public static partial void Unreadable(ILogger logger, Exception trouble, string town, string cycle);

    [LoggerMessage(1105, LogLevel.Warning, "{Step}: its mail came back ({Kind} {Status}).", EventName = "MailBounced")]
    public static partial void Bounced(ILogger logger, string step, BounceKind kind, string status);

    /// <summary>Tells of a mail that did not arrive for certain.</summary>
    public static void Settled(ILogger logger, StepOutcome outcome)
    {
        if (outcome is MailRefused refused) Refused(logger, refused.Key);
        else if (outcome is MailInDoubt doubt) InDoubt(logger, doubt.Key);
    }
}

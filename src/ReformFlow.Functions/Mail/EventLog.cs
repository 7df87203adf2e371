using Microsoft.Extensions.Logging;

namespace ReformFlow.Functions.Mail;

/// <summary>What is logged of SendGrid's posts that were not taken as they should be; never anything of what they say.</summary>
static partial class EventLog
{
    [LoggerMessage(3001, LogLevel.Warning, "A post to SendGrid's door was refused: {Reason}", EventName = "EventsRefused")]
    public static partial void Refused(ILogger logger, string reason);

    [LoggerMessage(3002, LogLevel.Error, "What SendGrid told of {Town}/{Cycle}/{Department} could not be recorded; it is told again.", EventName = "EventsNotRecorded")]
    public static partial void NotRecorded(ILogger logger, Exception trouble, string town, string cycle, string department);

    [LoggerMessage(3003, LogLevel.Error, "SendGrid posted what is no list of events.", EventName = "EventsUnreadable")]
    public static partial void Unreadable(ILogger logger);
}

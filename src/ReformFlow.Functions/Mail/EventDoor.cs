using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Requests;
using ReformFlow.App.Web;
using ReformFlow.Functions.Organisation;

namespace ReformFlow.Functions.Mail;

/// <summary>Where SendGrid posts what became of mails (its signed event webhook); there only where the deployment has SendGrid's public key.</summary>
/// <remarks>Whatever is not answered with a 2xx comes again for a day. What is recorded already is recorded once, so a post may be repeated as a whole.</remarks>
public sealed class EventDoor(EventKey key, RecordDeliveries deliveries, Towns towns, TimeProvider time, ILogger<EventDoor> logger)
{
    /// <summary>The address.</summary>
    public const string Path = "/webhook/sendgrid";

    /// <summary>Beyond SendGrid's own largest post, and far below what a server has to fear.</summary>
    internal const int LargestBody = 2 * 1024 * 1024;

    /// <summary>SendGrid tries a post again for 24 hours, and does not say whether it signs it anew each time.</summary>
    internal static readonly TimeSpan Oldest = TimeSpan.FromHours(25);

    /// <summary>Clocks differ a little.</summary>
    internal static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    /// <summary>How many requests are written to at once.</summary>
    const int AtOnce = 8;

    /// <summary>Adds the door to a pipeline.</summary>
    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, (Delegate)AnswerAsync).ProvedByItself();

    async Task<IResult> AnswerAsync(HttpContext context)
    {
        var (timestamp, signature) = (context.Request.Headers[EventKey.TimestampHeader].ToString(), context.Request.Headers[EventKey.SignatureHeader].ToString());
        if (timestamp.Length == 0 || signature.Length == 0) return Refused("It is not signed.");
        if (!IsOfToday(timestamp)) return Refused("It was signed too long ago, or in the future.");
        if (await ReadAsync(context) is not { } body) return Results.Text("Too large.", statusCode: StatusCodes.Status413PayloadTooLarge);
        if (!key.IsSignedBy(timestamp, signature, body.Span)) return Refused("Its signature is not SendGrid's.");
        if (SendGridEvents.Read(body, towns) is not { } told)
        {
            EventLog.Unreadable(logger);
            return Results.Text("No list of events.", statusCode: StatusCodes.Status400BadRequest);
        }
        var failed = 0;
        await Parallel.ForEachAsync(told, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = context.RequestAborted }, async (each, stop) =>
        {
            try
            {
                await deliveries.RunAsync(each.Request, each.Told, stop);
            }
            // One request that can't be written to keeps the others' words from nobody; they are known when the post comes again.
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                Interlocked.Increment(ref failed);
                EventLog.NotRecorded(logger, e, each.Request.Town, each.Request.Cycle, each.Request.Department!);
            }
        });
        return failed == 0 ? Results.Text("Thank you.") : Results.Text("Not all could be recorded. Please send them again.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    IResult Refused(string why)
    {
        EventLog.Refused(logger, why);
        return Results.Text(why, statusCode: StatusCodes.Status403Forbidden);
    }

    bool IsOfToday(string timestamp) => long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && time.GetUtcNow().ToUnixTimeSeconds() - seconds is var age && age <= Oldest.TotalSeconds && age >= -Ahead.TotalSeconds;

    static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LargestBody) return null;
        using var body = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(part, context.RequestAborted)) > 0;)
        {
            if (body.Length + read > LargestBody) return null;
            body.Write(part, 0, read);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}

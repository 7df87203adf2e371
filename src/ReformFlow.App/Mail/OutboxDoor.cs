using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Ports;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;

namespace ReformFlow.App.Mail;

/// <summary>Shows the outbox at the desk, where the host has one.</summary>
static class OutboxDoor
{
    public static void MapOutboxDoor(this IEndpointRouteBuilder endpoints)
    {
        var outbox = endpoints.MapGroup("/{town}/desk/outbox").ForDesk();
        outbox.MapPage("", async (string town, HttpContext context) => await MailsAsync(town, context) is { } mails
            ? new RazorComponentResult<MailPage>(new { Town = town, Mails = mails })
            : Results.NotFound());
        outbox.MapPage("/{file}", async (string town, string file, HttpContext context) => (await MailsAsync(town, context))?.FirstOrDefault(m => m.File == file) is { } mail
            ? new RazorComponentResult<MailPage>(new { Town = town, Mail = mail })
            : Results.NotFound());
    }

    static async Task<IReadOnlyList<OutboxMail>?> MailsAsync(string town, HttpContext context) =>
        // A mail that signs somebody in is its receiver's alone, whatever role the reader has.
        context.RequestServices.GetService<IOutbox>() is { } outbox ? [.. (await outbox.MailsAsync(town, context.RequestAborted)).Where(m => !SignInMail.IsKey(m.Key))] : null;
}

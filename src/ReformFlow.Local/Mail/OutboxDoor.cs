using Microsoft.AspNetCore.Http.HttpResults;
using ReformFlow.App.Web;

namespace ReformFlow.Local.Mail;

/// <summary>Shows the outbox at the desk.</summary>
static class OutboxDoor
{
    public static void MapOutbox(this IEndpointRouteBuilder endpoints, Outbox outbox)
    {
        endpoints.MapPage("/{town}/desk/outbox", (string town) => new RazorComponentResult<MailPage>(new { Town = town, Mails = Pages(outbox, town) })).ForDesk();
        endpoints.MapPage("/{town}/desk/outbox/{file}", (string town, string file) => Pages(outbox, town).FirstOrDefault(m => m.File == file) is { } mail
            ? new RazorComponentResult<MailPage>(new { Town = town, Mail = mail })
            : Results.NotFound()).ForDesk();
    }

    static List<ShownMail> Pages(Outbox outbox, string town) =>
        [.. outbox.Mails().Where(m => m.Key.StartsWith($"{town}~", StringComparison.Ordinal)).Select(m => new ShownMail(m.File, m.At, m.To, m.Subject, m.Body))];
}

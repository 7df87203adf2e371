using ReformFlow.App.Mail;
using ReformFlow.App.Ports;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Mail;

/// <summary>The mail port of a machine: one mail server, the outbox, or for each town its own.</summary>
static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, ServerOptions options)
    {
        if (options.HasOutbox)
        {
            services.AddSingleton(new Outbox(Path.Combine(options.Data, "outbox")));
            services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<Outbox>());
        }
        var own = options.Towns.Where(t => t.Mail is not null).ToList();
        if (own.Count > 0)
            services.AddSingleton<IMailSender>(provider => new TownMails(Sender(provider, options.Smtp), own.ToDictionary(t => t.Key, t => Sender(provider, t.Mail!.Smtp))));
        else if (options.Smtp is { } smtp) services.AddSmtp(smtp);
        else services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<Outbox>());
        return services;
    }

    static IMailSender Sender(IServiceProvider provider, SmtpSettings? smtp) =>
        smtp is null ? provider.GetRequiredService<Outbox>() : ActivatorUtilities.CreateInstance<SmtpMailSender>(provider, smtp);
}

/// <summary>Sends each mail by its town's own way, or by the one of all.</summary>
sealed class TownMails(IMailSender all, IReadOnlyDictionary<string, IMailSender> byTown) : IMailSender, IDisposable
{
    /// <inheritdoc/>
    // A step's key begins with its town.
    public Task SendAsync(OutgoingMail mail, CancellationToken cancellation) => byTown.GetValueOrDefault(mail.Key.Split('~')[0], all).SendAsync(mail, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var sender in byTown.Values.Append(all).OfType<IDisposable>()) sender.Dispose();
    }
}

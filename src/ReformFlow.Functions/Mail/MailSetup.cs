using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Mail;
using ReformFlow.App.Ports;
using ReformFlow.Functions.Configuration;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Mail;

/// <summary>The mail port on whom the settings name.</summary>
static class MailSetup
{
    /// <summary>Adds SendGrid, a mail server, or the outbox on the deployment's storage; and the door for what SendGrid tells afterwards.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, MailSettings settings)
    {
        if (settings.EventKey is { } key) services.AddSingleton(key).AddSingleton<EventDoor>();
        if (settings.SendGrid is { } sendGrid) return services.AddSingleton(sendGrid).AddSingleton<IMailSender, SendGridMailSender>();
        if (settings.Smtp is { } smtp) return services.AddSmtp(smtp);
        return services.AddSingleton(provider => new BlobOutbox(provider.GetRequiredService<StorageAccount>().Outbox))
            .AddSingleton<IMailSender>(provider => provider.GetRequiredService<BlobOutbox>())
            .AddSingleton<IOutbox>(provider => provider.GetRequiredService<BlobOutbox>());
    }
}

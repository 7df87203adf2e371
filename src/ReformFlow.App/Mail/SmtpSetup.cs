using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Ports;

namespace ReformFlow.App.Mail;

/// <summary>The mail port on a mail server.</summary>
public static class SmtpSetup
{
    /// <summary>Sends mails over this server.</summary>
    /// <param name="settings">Without <see cref="SmtpSettings.Problems"/>.</param>
    public static IServiceCollection AddSmtp(this IServiceCollection services, SmtpSettings settings) =>
        services.AddSingleton(settings).AddSingleton<IMailSender, SmtpMailSender>();
}

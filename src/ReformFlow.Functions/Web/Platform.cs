using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ReformFlow.Functions.Web;

/// <summary>What the platform says of itself. Headers that it writes are believed only where it stands before us.</summary>
/// <param name="IsAppService">True behind the front end of App Service.</param>
/// <param name="HasAuthentication">True where its authentication is on, which takes a client's own headers of that kind away.</param>
public sealed record Platform(bool IsAppService, bool HasAuthentication)
{
    /// <summary>The front end writes the address from which a request reached it into this header, over whatever stood there. <c>X-Forwarded-For</c> begins with what the client likes, and the worker takes its last part away.</summary>
    public const string ClientHeader = "CLIENT-IP";

    /// <summary>Reads the platform's own variables.</summary>
    public static Platform Read(IConfiguration environment) =>
        new(!string.IsNullOrEmpty(environment["WEBSITE_SITE_NAME"]), bool.TryParse(environment["WEBSITE_AUTH_ENABLED"], out var isOn) && isOn && !string.IsNullOrEmpty(environment["WEBSITE_SITE_NAME"]));

    /// <summary>The address from which a request reached the front end; null elsewhere, since in the worker every request comes from this machine.</summary>
    public IPAddress? ClientOf(HttpContext context) =>
        IsAppService && context.Request.Headers[ClientHeader] is [{ } only] && IPEndPoint.TryParse(only, out var client) ? client.Address : null;
}

using Microsoft.AspNetCore.Http;

namespace ReformFlow.App.Web;

/// <summary>Headers that every answer carries.</summary>
static class SecurityHeaders
{
    /// <summary>Pages load only what we serve, run only our script and are framed by nobody.</summary>
    const string Pages = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            // A form link proves itself by its address, which must not reach another site.
            headers["Referrer-Policy"] = "no-referrer";
            if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Pages;
            if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }
}

using Microsoft.AspNetCore.Http;

namespace ReformFlow.App.Web;

/// <summary>Gives a name to the site of a request that has none, as old programs and watchdogs send it: no page can be drawn without one.</summary>
static class UnnamedSite
{
    // A name that nobody can have.
    static readonly HostString _nobodys = new("unnamed.invalid");

    public static Task Name(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Host.HasValue) context.Request.Host = _nobodys;
        return next(context);
    }
}

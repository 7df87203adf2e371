using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ReformFlow.App.Web;

/// <summary>The largest body that is read, the same whatever limit the server has of its own.</summary>
static class BodyLimit
{
    const long Bytes = 10 * 1024 * 1024;

    public static Task Set(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = Bytes;
        return next(context);
    }
}

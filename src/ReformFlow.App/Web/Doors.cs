using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.Core.Access;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Web;

/// <summary>How doors are mapped.</summary>
public static class Doors
{
    /// <summary>Maps a page: GET, and HEAD for those who only ask whether it is there. Neither changes anything.</summary>
    public static IEndpointConventionBuilder MapPage(this IEndpointRouteBuilder endpoints, string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);

    /// <summary>Marks an endpoint as the office's: answered only on a connection that the host marked with <see cref="DeskDoorKeeper.Mark"/>.</summary>
    /// <remarks>Looking asks for 閲覧, posting for 編集; <see cref="RequireRole"/> says otherwise.</remarks>
    public static TBuilder ForDesk<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new DeskOnly());

    /// <summary>Names the role that an endpoint of the desk asks for, whatever its method.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder builder, Role role) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new NeededRole(role));
}

/// <summary>The role that an endpoint of the desk asks for.</summary>
sealed record NeededRole(Role Role);

/// <summary>An endpoint that belongs to the office.</summary>
sealed record DeskOnly;

/// <summary>Opens the desks of the towns that are here, and keeps them behind the listener that the host binds to loopback for it; a remote address is never looked at.</summary>
public static class DeskDoorKeeper
{
    /// <summary>The connection item that the host's own desk listener sets.</summary>
    public const string Mark = "ReformFlow.Desk";

    internal static async Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DeskOnly>() is not null && !(IsDesk(context) && IsAskedByName(context) && await IsHereAsync(context)))
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else await next(context);
    }

    /// <summary>True on a connection to the desk's own listener.</summary>
    internal static bool IsDesk(HttpContext context) => context.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(Mark) == true;

    // A foreign site may let its own name point to this machine and have the office's browser ask here; it still asks under that name.
    static bool IsAskedByName(HttpContext context)
    {
        var asked = context.Request.Host.Host;
        return asked == new Uri(context.RequestServices.GetRequiredService<SiteSettings>().DeskAddress).Host
            || IPAddress.TryParse(asked, out var address) && IPAddress.IsLoopback(address);
    }

    static async Task<bool> IsHereAsync(HttpContext context) =>
        context.GetRouteValue("town") is string town && Keys.IsAddressKey(town)
        && (await context.RequestServices.GetRequiredService<CycleFinder>().OfficeAsync(town, context.RequestAborted)).Organisation is not null;
}

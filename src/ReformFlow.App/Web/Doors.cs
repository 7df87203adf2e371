using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.Core.Access;

namespace ReformFlow.App.Web;

/// <summary>How doors are mapped.</summary>
public static class Doors
{
    /// <summary>Maps a page: GET, and HEAD for those who only ask whether it is there. Neither changes anything.</summary>
    public static IEndpointConventionBuilder MapPage(this IEndpointRouteBuilder endpoints, string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);

    /// <summary>Marks an endpoint as the office's: answered to members of that town who are signed in.</summary>
    /// <remarks>Looking asks for 閲覧, posting for 編集; <see cref="RequireRole"/> says otherwise.</remarks>
    public static TBuilder ForDesk<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new DeskOnly());

    /// <summary>Names the role that an endpoint of the desk asks for, whatever its method.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder builder, Role role) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new NeededRole(role));

    /// <summary>Marks an endpoint to which a program posts: each of its posts proves itself, and none carries a page's token.</summary>
    public static TBuilder ProvedByItself<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ProvedPost());

    /// <summary>Opens an endpoint of the desk to those who are about to sign in.</summary>
    internal static TBuilder BeforeSignIn<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new OpenToAll());
}

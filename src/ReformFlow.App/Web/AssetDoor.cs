using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Assets;

namespace ReformFlow.App.Web;

/// <summary>Serves style, script and fonts under addresses that hold their hash, and so may be kept for ever.</summary>
static class AssetDoor
{
    public static void MapAssets(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPage("/assets/{hash}/{**name}", (string hash, string name, AssetFiles assets, HttpContext context) =>
        {
            if (!assets.TryFind(hash, name, out var asset)) return Results.NotFound();
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(asset.Bytes, asset.ContentType);
        });
}

using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>Answers from <c>$web</c> as a storage account's static site does, which the emulator has not: index and 404 documents, and the headers that a blob has.</summary>
sealed class StaticSiteServer : IAsyncDisposable
{
    readonly WebApplication _server;

    StaticSiteServer(WebApplication server)
    {
        _server = server;
        Http = new() { BaseAddress = new(server.Urls.First()) };
    }

    public HttpClient Http { get; }

    public static async Task<StaticSiteServer> StartAsync(BlobContainerClient container)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async context =>
        {
            var path = context.Request.Path.Value!.TrimStart('/');
            if (path.Length == 0 || path.EndsWith('/')) path += "index.html";
            var (blob, status) = await FindAsync(container, path) is { } found ? (found, 200) : (await FindAsync(container, "404.html"), 404);
            context.Response.StatusCode = status;
            if (blob is null) return;
            context.Response.ContentType = blob.Details.ContentType;
            context.Response.Headers.CacheControl = blob.Details.CacheControl;
            context.Response.Headers.ETag = blob.Details.ETag.ToString("H");
            await context.Response.Body.WriteAsync(blob.Content.ToMemory());
        });
        await app.StartAsync();
        return new(app);
    }

    static async Task<BlobDownloadResult?> FindAsync(BlobContainerClient container, string name)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync()).Value;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
    }
}

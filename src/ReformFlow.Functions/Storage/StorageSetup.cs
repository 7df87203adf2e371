using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Ports;
using ReformFlow.Functions.Files;
using ReformFlow.Functions.Log;
using ReformFlow.Functions.Organisation;
using ReformFlow.Functions.Publication;

namespace ReformFlow.Functions.Storage;

/// <summary>The ports of log, files and people on one storage account.</summary>
public static class StorageSetup
{
    /// <summary>Adds the three ports; the host calls <see cref="StorageAccount.EnsureAsync"/> once before anything uses them.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageAccount account) => services
        .AddSingleton(account)
        .AddSingleton<ILog>(new TableLog(account.Log))
        .AddSingleton<IFiles>(new BlobFiles(account.Files))
        .AddSingleton<IPeople>(new TablePeople(account.People));

    /// <summary>Has the public read a static site instead of the app's own pages.</summary>
    public static IServiceCollection AddPublicSite(this IServiceCollection services, BlobContainerClient site) => services
        .AddSingleton<IPublicSite>(provider => ActivatorUtilities.CreateInstance<StaticSite>(provider, site));
}

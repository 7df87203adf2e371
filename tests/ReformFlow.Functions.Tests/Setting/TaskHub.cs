using DurableTask.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>The official in-process test host, taken apart: a task hub in memory that outlives the workers which come and go.</summary>
sealed class TaskHub : IAsyncDisposable
{
    readonly InMemoryOrchestrationService _service = new();
    readonly WebApplication _sidecar;
    readonly GrpcChannel _channel;
    readonly ServiceProvider _clients;

    TaskHub(WebApplication sidecar, InMemoryOrchestrationService service)
    {
        (_sidecar, _service) = (sidecar, service);
        _channel = GrpcChannel.ForAddress(sidecar.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        var services = new ServiceCollection().AddLogging();
        services.AddDurableTaskClient(client => client.UseGrpc(_channel).RegisterDirectly());
        _clients = services.BuildServiceProvider();
    }

    public DurableTaskClient Client => _clients.GetRequiredService<DurableTaskClient>();

    public static async Task<TaskHub> StartAsync()
    {
        var service = new InMemoryOrchestrationService();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<IOrchestrationService>(service).AddSingleton<IOrchestrationServiceClient>(service).AddSingleton<TaskHubGrpcServer>();
        var sidecar = builder.Build();
        sidecar.MapGrpcService<TaskHubGrpcServer>();
        await sidecar.StartAsync();
        return new(sidecar, service);
    }

    /// <summary>Starts a worker on the hub; stop it to see what another finds.</summary>
    public async Task<IHost> StartWorkerAsync(Action<DurableTaskRegistry> tasks)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddDurableTaskWorker(worker => worker.UseGrpc(_channel).AddTasks(tasks));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Forgets every orchestration, as a storage account does that somebody deleted.</summary>
    public Task ForgetAsync() => _service.DeleteAsync(deleteInstanceStore: true);

    public async ValueTask DisposeAsync()
    {
        await _clients.DisposeAsync();
        _channel.Dispose();
        await _sidecar.DisposeAsync();
    }
}

using ReformFlow.App.Access;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Access;

/// <summary>Makes members of those whom the folder's settings name; whoever was changed or removed at the desk stays as they are.</summary>
sealed class NamedMembers(Members members, ServerOptions options, ILogger<NamedMembers> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var town in options.Towns.Where(t => t.Office.Count > 0))
            try
            {
                await members.EnsureAsync(town.Key, [.. town.Office.Select(m => new Core.Organisation.OfficeMember(m.Name, m.Address, m.Roles))], cancellationToken);
            }
            // A town that can't be read keeps no other waiting; its desk says so.
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(e, "The members that the settings name for {Town} could not be added.", town.Key);
            }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

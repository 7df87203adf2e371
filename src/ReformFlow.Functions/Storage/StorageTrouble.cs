using Azure;
using Azure.Identity;

namespace ReformFlow.Functions.Storage;

/// <summary>The storage could not be reached or was too busy: the same call may be made again later.</summary>
/// <remarks>Whether a write arrived is not known; the log tells whoever reads it again.</remarks>
public sealed class StorageAwayException(string what, Exception cause)
    : IOException($"{what}: the storage could not be reached or was too busy. Try again in a few minutes. ({cause.Message.Split('\n')[0].TrimEnd()})", cause);

/// <summary>The storage refused the call: trying again does not help before somebody has put the deployment right.</summary>
public sealed class StorageRefusedException(string what, RequestFailedException cause)
    : Exception($"{what}: the storage refused it ({cause.Status} {cause.ErrorCode}). Check that the app's identity has the roles on the storage account, and restart the app, which makes missing tables and containers.", cause)
{
    /// <summary>What could not be done.</summary>
    public string What => what;

    /// <summary>The storage's own words for it.</summary>
    public string Code => $"{cause.Status} {cause.ErrorCode}";

    /// <summary>True where no table or container is there, which the app and <c>import</c> make.</summary>
    public bool IsMissing => cause.Status == 404;
}

/// <summary>Says of every storage call's trouble whether it passes by itself; the SDK has already tried again when it gets here.</summary>
static class StorageTrouble
{
    /// <summary>Makes a call, and turns its trouble into words for whoever waits for it.</summary>
    /// <param name="what">What could not be done, such as "Reading yama~office".</param>
    /// <exception cref="StorageAwayException">It passes by itself.</exception>
    /// <exception cref="StorageRefusedException">Somebody must mend the deployment.</exception>
    public static async Task<T> SayAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && Passes(e))
        {
            throw new StorageAwayException(what, e);
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403 || e.ErrorCode is "TableNotFound" or "ContainerNotFound" or "AccountIsDisabled")
        {
            throw new StorageRefusedException(what, e);
        }
    }

    /// <inheritdoc cref="SayAsync{T}"/>
    public static Task SayAsync(string what, Func<Task> call, CancellationToken cancellation) => SayAsync(what, async () =>
    {
        await call();
        return true;
    }, cancellation);

    // Status 0 is no answer at all. A call that ran into its own time limit looks like one that was called off.
    static bool Passes(Exception e) => e switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException all => all.InnerExceptions.All(Passes),
        AuthenticationFailedException or IOException or HttpRequestException or OperationCanceledException => true,
        _ => false,
    };
}

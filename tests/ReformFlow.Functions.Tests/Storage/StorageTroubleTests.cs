using System.Net;
using System.Text;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Functions.Files;
using ReformFlow.Functions.Log;
using ReformFlow.Functions.Organisation;
using ReformFlow.Functions.Storage;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Tests.Log;

namespace ReformFlow.Functions.Tests.Storage;

/// <summary>
/// Calls that get lost on the way to the storage and answers on the way back, once and for good; a storage that is busy, that refuses,
/// that lacks its tables, that is gone.
/// </summary>
public sealed class StorageTroubleTests(Azurite azurite) : Log.TableLogTest(azurite)
{
    [Fact]
    public async Task Append_whose_answer_got_lost_is_known_to_be_written()
    {
        await Log.WriteAsync(Tax, new DraftSaved(1, 20));
        var lost = 0;
        Network.Answered = request =>
        {
            if (request.Method == HttpMethod.Post && lost++ == 0) throw new HttpRequestException("The connection was closed.");
        };

        Assert.True(await Log.WriteAsync(Tax, new DraftSaved(2, 20)));

        Assert.Equal(2, lost);
        Assert.Equal(2, (await Log.ReadAsync(Tax, 1, default)).Count);
        Assert.True(await Log.WriteAsync(Tax, new DraftSaved(3, 20)));
    }

    [Fact]
    public async Task Append_whose_answers_all_got_lost_is_whole()
    {
        await Log.WriteAsync(Tax, new DraftSaved(1, 20));
        Network.Answered = request =>
        {
            if (request.Method == HttpMethod.Post) throw new HttpRequestException("The connection was closed.");
        };

        // The second try finds the row of the first and says so; then even that answer is lost.
        await Assert.ThrowsAsync<StorageAwayException>(() => Log.WriteAsync(Tax, new DraftSaved(2, 20)));

        Network.Answered = _ => { };
        Assert.Equal(2, (await Log.HeadAsync(Tax)).Version);
        Assert.Equal(2, (await Log.ReadAsync(Tax, 1, default)).Count);
        Assert.True(await Log.WriteAsync(Tax, new DraftSaved(3, 20)));
    }

    [Fact]
    public async Task Append_that_never_left_is_not_there()
    {
        await Log.WriteAsync(Tax, new DraftSaved(1, 20));
        Network.Leaving = request => request.Method == HttpMethod.Post ? throw new HttpRequestException("Name or service not known.") : null;

        var away = await Assert.ThrowsAsync<StorageAwayException>(() => Log.WriteAsync(Tax, new DraftSaved(2, 20)));

        Assert.Contains($"Appending to {Tax}", away.Message);
        Network.Leaving = _ => null;
        Assert.Equal(1, (await Log.HeadAsync(Tax)).Version);
        Assert.Single(await Log.ReadAsync(Tax, 1, default));
        Assert.True(await Log.WriteAsync(Tax, new DraftSaved(2, 20)));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Busy_storage_is_tried_again(HttpStatusCode status)
    {
        var tries = 0;
        Network.Leaving = _ => tries++ < 2 ? Answer(status, "ServerBusy") : null;

        Assert.True(await Log.WriteAsync(Tax, new DraftSaved(1, 20)));
        Assert.Equal(4, tries);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Storage_that_stays_busy_is_away(HttpStatusCode status)
    {
        Network.Leaving = _ => Answer(status, "ServerBusy");

        await Assert.ThrowsAsync<StorageAwayException>(() => Log.HeadAsync(Tax));

        // The SDK's tries and no more.
        Assert.Equal(4, Network.Requests.Count);
    }

    [Fact]
    public async Task Refusal_is_not_tried_again_and_says_what_to_do()
    {
        Network.Leaving = _ => Answer(HttpStatusCode.Forbidden, "AuthorizationPermissionMismatch");

        var refused = await Assert.ThrowsAsync<StorageRefusedException>(() => Log.HeadsAsync(Tax.Partition, default));

        Assert.Single(Network.Requests);
        Assert.Contains("AuthorizationPermissionMismatch", refused.Message);
        Assert.Contains("roles", refused.Message);
    }

    [Fact]
    public async Task Call_that_is_called_off_is_no_trouble_of_the_storage()
    {
        using var off = new CancellationTokenSource();
        Network.Leaving = _ =>
        {
            off.Cancel();
            throw new OperationCanceledException(off.Token);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.HeadAsync(Tax, off.Token));
    }

    [Fact]
    public async Task Account_without_its_tables_is_told_apart_from_an_empty_one()
    {
        await using var azurite = new Azurite();
        await azurite.InitializeAsync();
        await azurite.Storage.Log.DeleteAsync();
        await azurite.Storage.Files.DeleteAsync();
        var (log, files) = (new TableLog(azurite.Storage.Log), new BlobFiles(azurite.Storage.Files));

        await Assert.ThrowsAsync<StorageRefusedException>(() => log.WriteAsync(Tax, new DraftSaved(1, 20)));
        await Assert.ThrowsAsync<StorageRefusedException>(() => files.StoreAsync(Town, new byte[1], default));
        await azurite.Storage.EnsureAsync(default);
        await azurite.Storage.EnsureAsync(default);

        Assert.True(await log.WriteAsync(Tax, new DraftSaved(1, 20)));
    }

    [Fact]
    public async Task Storage_that_is_gone_is_away_for_every_port()
    {
        await using var azurite = new Azurite();
        await azurite.InitializeAsync();
        var (log, files, people) = (new TableLog(azurite.Storage.Log), new BlobFiles(azurite.Storage.Files), new TablePeople(azurite.Storage.People));
        await log.WriteAsync(Tax, new DraftSaved(1, 20));
        var (append, head) = LogWriting.Next(await log.HeadAsync(Tax), new DraftSaved(2, 20));

        azurite.Stop();

        var troubles = await Task.WhenAll(
            Assert.ThrowsAsync<StorageAwayException>(() => log.HeadAsync(Tax)),
            Assert.ThrowsAsync<StorageAwayException>(() => log.HeadsAsync(Tax.Partition, default)),
            Assert.ThrowsAsync<StorageAwayException>(() => log.ReadAsync(Tax, 1, default)),
            Assert.ThrowsAsync<StorageAwayException>(() => log.AppendAsync(Tax.Partition, append, head, default)),
            Assert.ThrowsAsync<StorageAwayException>(() => files.StoreAsync(Town, new byte[1], default)),
            Assert.ThrowsAsync<StorageAwayException>(() => files.ReadAsync(Town, new string('0', 64), default)),
            Assert.ThrowsAsync<StorageAwayException>(() => people.AllAsync(Town, default)),
            Assert.ThrowsAsync<StorageAwayException>(() => people.FindAsync(Town, "p1", default)),
            Assert.ThrowsAsync<StorageAwayException>(() => people.SaveAsync(Town, [new("p1", "a@b.jp")], default)));
        Assert.All(troubles, t => Assert.Contains("Try again", t.Message));
        Assert.All(troubles, t => Assert.IsAssignableFrom<IOException>(t));
    }

    static HttpResponseMessage Answer(HttpStatusCode status, string code) => new(status)
    {
        Headers = { { "x-ms-error-code", code } },
        Content = new StringContent("{\"odata.error\":{\"code\":\"" + code + "\",\"message\":{\"lang\":\"en-US\",\"value\":\"\"}}}", Encoding.UTF8, "application/json"),
    };
}

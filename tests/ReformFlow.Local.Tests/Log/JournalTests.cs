using System.Diagnostics;
using System.Text;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Local.Log;
using ReformFlow.Tests.Log;

namespace ReformFlow.Local.Tests.Log;

/// <summary>The journal's files and their names, the owner of the data folder, opening and closing.</summary>
public sealed class JournalTests : JournalTest
{
    [Fact]
    public async Task Append_is_one_line_of_its_bytes()
    {
        await using var journal = Open();
        var (append, head) = LogWriting.Next(Head.Empty(Tax.Name), new DraftSaved(1, 20), new AnswerChanged("i1", "text.achievements", new("一\n二")));

        await journal.AppendAsync(Tax.Partition, append, head, default);

        Assert.Equal([.. append.ToBytes(), (byte)'\n'], Bytes());
    }

    [Fact]
    public async Task Journal_opened_again_is_the_same()
    {
        string before;
        await using (var journal = Open())
        {
            for (var i = 1; i <= 5; i++)
            {
                await journal.WriteAsync(Tax, new AnswerChanged("i1", "text.achievements", new($"髙﨑{i}")), new DraftSaved(i, 20));
                await journal.WriteAsync(Water, new StepClaimed($"k{i}", "server"));
            }
            before = await Told(journal);
        }

        await using var again = Open();

        Assert.Equal(before, await Told(again));
        Assert.True(await again.WriteAsync(Tax, new Submitted(1)));
        Assert.Empty(Sentences.Written);
    }

    [Fact]
    public async Task Question_about_a_partition_that_is_not_there_leaves_no_trace()
    {
        await using var journal = Open();

        Assert.Empty(await journal.HeadsAsync("yama~cycle~r99", default));
        Assert.Empty(await journal.ReadAsync(new("yama~cycle~r99", "cycle"), 1, default));

        Assert.Equal([Data.Of("reformflow.lock")], Directory.GetFileSystemEntries(Data.Path));
    }

    [Fact]
    public async Task Second_journal_of_a_folder_is_refused_until_the_first_ends()
    {
        await using (Open())
        {
            var refused = Assert.Throws<DataFolderInUseException>(Open);
            Assert.Contains(Data.Path, refused.Message);
        }

        await using var next = Open();
    }

    [Fact]
    public async Task Second_process_is_kept_from_the_folder()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/flock")) Assert.Skip("The flock command plays the other process.");
        await using (Open()) Assert.Equal(1, await OtherProcessTakesTheLockAsync());

        Assert.Equal(0, await OtherProcessTakesTheLockAsync());
    }

    [Fact]
    public async Task Closed_journal_finishes_what_is_queued_and_takes_no_more()
    {
        var journal = Open();
        await journal.WriteAsync(Tax, new DraftSaved(1, 20));
        var writing = Enumerable.Range(1, 50).Select(i => journal.WriteAsync(StreamName.Request("yama", "r7", $"d{i}"), new DraftSaved(1, 20))).ToList();

        await journal.DisposeAsync();
        await journal.DisposeAsync();

        Assert.DoesNotContain(false, await Task.WhenAll(writing));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.WriteAsync(Tax, new DraftSaved(2, 20)));
        await using var again = Open();
        Assert.Equal(51, (await again.HeadsAsync(Tax.Partition, default)).Count);
    }

    async Task<int> OtherProcessTakesTheLockAsync()
    {
        using var flock = Process.Start("/usr/bin/flock", ["--nonblock", Data.Of("reformflow.lock"), "true"]);
        await flock.WaitForExitAsync();
        return flock.ExitCode;
    }

    static async Task<string> Told(Journal journal)
    {
        var text = new StringBuilder();
        foreach (var head in await journal.HeadsAsync(Tax.Partition, default))
        {
            text.AppendLine(StrictJson.Write(head));
            foreach (var append in await journal.ReadAsync(new(Tax.Partition, head.Stream), 1, default)) text.AppendLine(StrictJson.Write(append));
        }
        return text.ToString();
    }
}

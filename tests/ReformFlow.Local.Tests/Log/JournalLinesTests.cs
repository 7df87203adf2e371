using System.Text;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Local.Log;
using ReformFlow.Tests.Log;

namespace ReformFlow.Local.Tests.Log;

/// <summary>Torn lines are cut; broken lines and chains are refused with file and line, whatever broke them.</summary>
public sealed class JournalLinesTests : JournalTest
{
    [Theory]
    [InlineData("yama~office")]
    [InlineData("yama~cycle~dx-r7-1")]
    public async Task Partition_of_keys_is_taken(string partition)
    {
        await using var journal = Open();

        Assert.Empty(await journal.HeadsAsync(partition, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yama")]
    [InlineData("~office")]
    [InlineData("yama~")]
    [InlineData("Yama~office")]
    [InlineData("../yama~office")]
    [InlineData("yama~../../etc")]
    [InlineData("yama~cycle~r7\n")]
    [InlineData("yama~cycle~令和七")]
    public async Task Partition_of_other_characters_is_refused(string partition)
    {
        await using var journal = Open();
        var (append, head) = LogWriting.Next(Head.Empty("office"), new DraftSaved(1, 1));

        await Assert.ThrowsAsync<ArgumentException>(() => journal.HeadsAsync(partition, default));
        await Assert.ThrowsAsync<ArgumentException>(() => journal.AppendAsync(partition, append, head, default));
    }

    [Fact]
    public async Task Append_without_events_or_with_another_head_is_refused()
    {
        await using var journal = Open();
        var (append, head) = LogWriting.Next(Head.Empty(Tax.Name), new DraftSaved(1, 1));
        var empty = append with { Events = [] };

        await Assert.ThrowsAsync<ArgumentException>(() => journal.AppendAsync(Tax.Partition, empty, head with { Hash = LogWriting.HashOf(empty) }, default));
        await Assert.ThrowsAsync<ArgumentException>(() => journal.AppendAsync(Tax.Partition, append, Head.Empty(Tax.Name), default));

        Assert.Empty(await journal.HeadsAsync(Tax.Partition, default));
    }

    [Fact]
    public async Task Append_that_was_cancelled_before_it_queued_is_not_written()
    {
        await using var journal = Open();
        var (append, head) = LogWriting.Next(Head.Empty(Tax.Name), new DraftSaved(1, 1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journal.AppendAsync(Tax.Partition, append, head, new(canceled: true)));

        Assert.Empty(await journal.HeadsAsync(Tax.Partition, default));
    }

    [Fact]
    public async Task Line_torn_at_any_byte_is_cut_and_the_rest_is_kept()
    {
        await WriteThreeAsync();
        var whole = Bytes();
        var keep = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;

        for (var length = keep + 1; length < whole.Length; length++)
        {
            File.WriteAllBytes(TaxFile, whole[..length]);
            Sentences.Written.Clear();
            await using var journal = Open();

            Assert.Equal(2, (await journal.HeadAsync(Tax)).Version);
            Assert.Equal(whole[..keep], Bytes());
            Assert.Contains($"its {length - keep} bytes are cut off", Assert.Single(Sentences.Written));
        }
    }

    [Theory]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("{\"at\":\"2026-06-01\0\0\0\0\n")]
    [InlineData("\n")]
    public async Task Last_line_that_is_no_JSON_is_cut(string torn)
    {
        await WriteThreeAsync();
        var whole = Bytes();
        File.AppendAllText(TaxFile, torn);

        await using var journal = Open();

        Assert.Equal(3, (await journal.HeadAsync(Tax)).Version);
        Assert.Equal(whole, Bytes());
        Assert.True(await journal.WriteAsync(Tax, new Submitted(1)));
    }

    [Theory]
    [InlineData("DraftSaved", "FactOfANewerVersion")]
    [InlineData("\"by\"", "\"bye\"")]
    public async Task Last_line_that_is_JSON_and_no_append_is_refused_and_not_cut(string text, string other)
    {
        await WriteThreeAsync();
        var lines = Encoding.UTF8.GetString(Bytes()).Split('\n');
        lines[2] = lines[2].Replace(text, other, StringComparison.Ordinal);
        File.WriteAllText(TaxFile, string.Join('\n', lines));
        var altered = Bytes();

        await AssertBrokenAsync(3);

        Assert.Equal(altered, Bytes());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Broken_line_in_the_middle_is_refused_with_file_and_line(int line)
    {
        await WriteThreeAsync();
        var lines = Encoding.UTF8.GetString(Bytes()).Split('\n');
        lines[line - 1] = lines[line - 1][..^5];
        File.WriteAllText(TaxFile, string.Join('\n', lines));

        await AssertBrokenAsync(line);
    }

    [Fact]
    public async Task Altered_byte_breaks_the_chain_at_the_line_after_it()
    {
        await WriteThreeAsync();
        var text = Encoding.UTF8.GetString(Bytes());
        File.WriteAllText(TaxFile, text.Replace("\"filled\":2", "\"filled\":7", StringComparison.Ordinal));

        await AssertBrokenAsync(3);
    }

    [Theory]
    [InlineData("1,3", 2)]
    [InlineData("2,3", 1)]
    [InlineData("1,1,2,3", 2)]
    [InlineData("1,3,2", 2)]
    public async Task Lost_doubled_or_moved_line_breaks_the_chain(string order, int line)
    {
        await WriteThreeAsync();
        var lines = Encoding.UTF8.GetString(Bytes()).Split('\n');
        File.WriteAllLines(TaxFile, order.Split(',').Select(n => lines[int.Parse(n) - 1]));

        await AssertBrokenAsync(line);
    }

    [Fact]
    public async Task Broken_partition_serves_again_once_it_was_restored()
    {
        await WriteThreeAsync();
        var whole = Bytes();
        File.WriteAllBytes(TaxFile, [(byte)'x', .. whole]);
        await using var journal = Open();
        await Assert.ThrowsAsync<JournalBrokenException>(() => journal.HeadsAsync(Tax.Partition, default));

        File.WriteAllBytes(TaxFile, whole);

        Assert.Equal(3, (await journal.HeadAsync(Tax)).Version);
    }

    async Task WriteThreeAsync()
    {
        await using var journal = Open();
        for (var i = 1; i <= 3; i++) await journal.WriteAsync(Tax, new DraftSaved(i, 20));
    }

    async Task AssertBrokenAsync(int line)
    {
        await using var journal = Open();
        var broken = await Assert.ThrowsAsync<JournalBrokenException>(() => journal.HeadsAsync(Tax.Partition, default));

        Assert.Equal((TaxFile, line), (broken.File, broken.Line));
        Assert.Contains($"{TaxFile} is broken at line {line}: ", broken.Message);
        Assert.Contains("restore this file from the backup", broken.Message);
        await Assert.ThrowsAsync<JournalBrokenException>(() => journal.WriteAsync(Tax, new DraftSaved(4, 20)));
    }
}

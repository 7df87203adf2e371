using System.Text;
using System.Text.Json;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Tests.Log;

public class AppendTests
{
    static readonly Append _append = new("request~zeimu", 2, "ab", Sample.At("6/30 17:00:01"), "post:zeimu", [new AnswerChanged("i1", "text.achievements", new("５件\n"))]);

    [Fact]
    public void Bytes_are_one_line_of_canonical_JSON() => Assert.Equal(
        """{"at":"2026-06-30T08:00:01.000Z","by":"post:zeimu","events":[{"field":"text.achievements","item":"i1","type":"AnswerChanged","value":{"text":"５件\n"}}],"previous":"ab","stream":"request~zeimu","version":2}""",
        Encoding.UTF8.GetString(_append.ToBytes()));

    [Fact]
    public void Bytes_read_back_to_the_same_bytes() => Assert.Equal(_append.ToBytes(), Append.FromBytes(_append.ToBytes()).ToBytes());

    [Fact]
    public void Hash_is_the_SHA256_of_the_bytes()
    {
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Append.HashOf("abc"u8));
        Assert.NotEqual(Append.HashOf(_append.ToBytes()), Append.HashOf((_append with { Previous = "ac" }).ToBytes()));
    }

    [Theory]
    [InlineData("2026-06-30T08:00:01.0009999Z")]
    [InlineData("2026-06-30T17:00:01.0005+09:00")]
    public void Moment_is_UTC_to_the_millisecond_from_the_start(string at)
    {
        var append = _append with { At = default };
        append = new(append.Stream, append.Version, append.Previous, DateTimeOffset.Parse(at), append.By, append.Events);

        Assert.Equal(Append.FromBytes(append.ToBytes()).At, append.At);
        Assert.Equal(TimeSpan.Zero, append.At.Offset);
    }

    [Fact]
    public void Largest_append_has_exactly_900_KiB()
    {
        var overhead = WithText("").ToBytes().Length;

        Assert.Equal(Append.MaxBytes, WithText(new('a', Append.MaxBytes - overhead)).ToBytes().Length);
        var error = Assert.Throws<ArgumentException>(() => WithText(new('a', Append.MaxBytes - overhead + 1)).ToBytes());
        Assert.Equal("An append to request~zeimu has 921,601 bytes; 921,600 are the most.", error.Message);
    }

    [Fact]
    public void Text_with_half_of_a_character_is_refused() => Assert.Throws<ArgumentException>(() => WithText("\ud842").ToBytes());

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"at\":\"2026-06-30T08:00:01.000Z\",\"by\":\"p1\",\"events\":[],\"previous\":\"\",\"stream\":\"plan\",\"version\":1}")]
    [InlineData("{\"at\":\"2026-06-30T08:00:01.000Z\",\"by\":\"p1\",\"events\":[null],\"previous\":\"\",\"stream\":\"plan\",\"version\":1}")]
    [InlineData("{\"at\":\"2026-06-30T08:00:01.000Z\",\"by\":\"p1\",\"events\":[{\"type\":\"Danced\"}],\"previous\":\"\",\"stream\":\"plan\",\"version\":1}")]
    [InlineData("{\"at\":\"2026-06-30T08:00:01.000Z\",\"by\":\"p1\",\"events\":[{\"file\":\"f\",\"type\":\"PlanStored\"}],\"previous\":\"\",\"stream\":\"plan\",\"version\":0}")]
    [InlineData("{\"at\":\"30.6.2026\",\"by\":\"p1\",\"events\":[{\"file\":\"f\",\"type\":\"PlanStored\"}],\"previous\":\"\",\"stream\":\"plan\",\"version\":1}")]
    [InlineData("{\"at\":5,\"by\":\"p1\",\"events\":[{\"file\":\"f\",\"type\":\"PlanStored\"}],\"previous\":\"\",\"stream\":\"plan\",\"version\":1}")]
    public void What_is_no_append_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Append.FromBytes(Sample.Utf8(json)));

    static Append WithText(string text) => _append with { Events = [new AnswerChanged("i1", "text.achievements", new(text))] };
}

using System.Text;
using CsCheck;
using FunnelGrains.Storage.Postgres.Engine;

namespace FunnelGrains.Storage.Tests.Postgres;

/// <summary>Texts that PostgreSQL could not hold as they are.</summary>
public sealed class PostgresTextTests
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.Char['\0', '\u0004'], Gen.Char['a', 'c'], Gen.Const('é'), Gen.Const('\uFF21')).Array[0, 6].Select(letters => new string(letters));

    [Fact]
    public void What_is_written_has_no_nul_and_comes_back() => Text.Sample(text =>
    {
        var stored = PostgresText.Write(text);
        stored.ShouldNotContain('\0');
        PostgresText.Read(stored).ShouldBe(text);
    });

    [Fact]
    public void The_order_of_bytes_stays_what_it_was() => Gen.Select(Text, Text).Sample(pair =>
        Math.Sign(Compare(PostgresText.Write(pair.Item1), PostgresText.Write(pair.Item2))).ShouldBe(Math.Sign(Compare(pair.Item1, pair.Item2))));

    [Fact]
    public void Half_a_pair_is_no_text()
    {
        PostgresText.Write("x\uD83D").ShouldBe("x\uFFFD");
        PostgresText.Write("\uDE00x\0").ShouldBe("\uFFFDx\u0001\u0002");
        PostgresText.Write("😀").ShouldBe("😀");
    }

    private static int Compare(string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
}

using System.Text;

namespace Obs.OpenTelemetry.Tests;

/// <summary>What becomes of bytes that are searched for secrets, whatever they are.</summary>
public sealed class SpanSecretsTests
{
    [Fact]
    public void Bytes_that_are_no_request_do_no_harm()
    {
        var random = new Random(5);
        var secrets = new SpanSecrets();
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = new byte[random.Next(60)];
            random.NextBytes(bytes);
            if (bytes.Length > 8)
            {
                // What begins as a request does, so that the rest is read as one.
                ((byte[])[0x0A, (byte)(bytes.Length - 2), 0x12, (byte)(bytes.Length - 4), 0x12, (byte)(bytes.Length - 6)]).CopyTo(bytes, 0);
            }

            FluentActions.Invoking(() => secrets.Mask(bytes)).Should().NotThrow();
        }
    }

    [Fact]
    public void A_text_that_becomes_shorter_or_longer_changes_the_lengths_around_it()
    {
        // resource_spans, scope_spans, spans, attributes: a key and a value of text.
        byte[] grown = Request("q", "password=" + new string('x', 300));
        byte[] brief = Request("q", "pwd=x");

        new SpanSecrets().Mask(grown).Should().Equal(Request("q", "password=***"));
        new SpanSecrets().Mask(brief).Should().Equal(Request("q", "pwd=***"));
        new SpanSecrets().Mask(Request("api_token", "hunter2")).Should().Equal(Request("api_token", "***"));
        new SpanSecrets().Mask(Request("q", "nothing")).Should().BeNull();
    }

    private static byte[] Request(string key, string value)
    {
        byte[] attribute = [.. Field(1, Encoding.UTF8.GetBytes(key)), .. Field(2, Field(1, Encoding.UTF8.GetBytes(value)))];
        return Field(1, Field(2, Field(2, [.. Field(5, "work"u8), .. Field(9, attribute), .. Field(5, "again"u8)])));
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content)
    {
        List<byte> bytes = [(byte)((number << 3) | 2)];
        int length = content.Length;
        for (; length > 0x7F; length >>= 7)
        {
            bytes.Add((byte)(length | 0x80));
        }

        return [.. bytes, (byte)length, .. content];
    }
}

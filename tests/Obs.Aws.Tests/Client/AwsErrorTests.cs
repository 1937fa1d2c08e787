using System.Text;
using Obs.Aws.Client;

namespace Obs.Aws.Tests.Client;

public sealed class AwsErrorTests
{
    [Theory]
    [InlineData("""{"__type":"Throttling","message":"m"}""", null, null, "Throttling", "m")]
    [InlineData("""{"__type":"com.amazonaws.cloudwatch#Throttling","Message":"m"}""", null, null, "Throttling", "m")]
    [InlineData("""{"nested":{"__type":"no"},"code":"Throttling:http://x"}""", null, null, "Throttling", null)]
    [InlineData("""{"__type":"InvalidParameterValueException"}""", "InvalidParameterValue;Sender", null, "InvalidParameterValue", null)]
    [InlineData("""{"Code":"SlowDown","Message":"m"}""", null, null, "SlowDown", "m")]
    [InlineData("\uFEFF\r\n{\"__type\":\"Throttling\"}", null, null, "Throttling", null)]
    [InlineData("\uFEFF<?xml version='1.0'?><Error><Code> SlowDown </Code></Error>", null, null, "SlowDown", null)]
    [InlineData("""{"message":"m"}""", null, "ThrottlingException:http://x", "ThrottlingException", "m")]
    [InlineData(
        "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>m</Message></Error></ErrorResponse>",
        null, null, "Throttling", "m")]
    [InlineData("<html><body>502 Bad Gateway</body></html>", null, null, null, null)]
    [InlineData("""{"__type":"Throttling","message":"cut o""", null, null, "Throttling", null)]
    [InlineData("""{"__type":{"deep":1},"message":["list"]}""", null, null, null, null)]
    [InlineData("<Code>never closed", null, null, null, null)]
    [InlineData("Service Unavailable", null, null, null, null)]
    [InlineData("", null, null, null, null)]
    public void Read_finds_code_and_message_in_every_dialect(
        string body, string? queryError, string? errorType, string? code, string? message)
    {
        AwsError error = AwsError.Read(Encoding.UTF8.GetBytes(body), queryError, errorType);

        (error.Code, error.Message).Should().Be((code, message));
    }

    [Theory]
    [InlineData("A2 66 5F5F74797065 6A 5468726F74746C696E67 67 6D657373616765 61 6D", "Throttling", "m")]
    [InlineData("BF 67 4D657373616765 61 6D 66 5F5F74797065 78 0C 6123 5468726F74746C696E67 FF", "Throttling", "m")]
    [InlineData("A1 66 5F5F74797065 79 000A 5468726F74746C696E67", "Throttling", null)]
    [InlineData("A1 66 5F5F74797065 6A 546872", null, null)]
    [InlineData("A1 66 5F5F74797065 79 00", null, null)]
    [InlineData("A1 66 5F5F74797065 F6", null, null)]
    [InlineData("A1 66 5F5F74797065", null, null)]
    [InlineData("A0", null, null)]
    public void Read_finds_them_in_CBOR(string hex, string? code, string? message)
    {
        AwsError error = AwsError.Read(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), null, null);

        (error.Code, error.Message).Should().Be((code, message));
    }

    [Theory]
    [InlineData("""{"__type":"a#Throttling","message":"Rate exceeded","x":[1,{"y":null}]}""")]
    [InlineData("<Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error>")]
    [InlineData("\u007ff__typejThrottlinggmessagemRate exceeded")]
    public void Read_survives_any_bytes(string text)
    {
        var random = new Random(7);
        byte[] seed = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] mutated = [.. seed];
            for (int k = random.Next(1, 4); k > 0; k--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            AwsError.Read(mutated.AsSpan(0, random.Next(mutated.Length + 1)), null, null);
        }
    }
}

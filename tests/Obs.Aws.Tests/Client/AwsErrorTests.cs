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

    [Fact]
    public void Read_survives_any_bytes()
    {
        var random = new Random(7);
        byte[] seed = Encoding.UTF8.GetBytes("""{"__type":"a#Throttling","message":"Rate exceeded","x":[1,{"y":null}]}""");
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

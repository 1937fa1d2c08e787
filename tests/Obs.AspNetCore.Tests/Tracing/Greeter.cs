using System.Globalization;
using Grpc.Core;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>A gRPC service that fails when it is told to.</summary>
internal sealed class Greeter : GreeterContract
{
    public override Task<string> SayHello(string request, ServerCallContext context) =>
        request == "bug" ? throw new InvalidOperationException("a bug")
        : Enum.TryParse(request, out StatusCode code) ? throw new RpcException(new Status(code, "refused"))
        : Task.FromResult("Hello " + request);

    public override async Task Count(string request, IServerStreamWriter<string> stream, ServerCallContext context)
    {
        for (int i = 0; i < int.Parse(request, CultureInfo.InvariantCulture); i++)
        {
            await stream.WriteAsync($"Hello {i}");
        }
    }
}

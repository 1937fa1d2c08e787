using Grpc.Core;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>The contract of a gRPC service, written by hand, so that no compiler of protocol buffers is needed; its messages are plain
/// text.</summary>
[BindServiceMethod(typeof(GreeterContract), nameof(Bind))]
internal abstract class GreeterContract
{
    private const string Service = "greet.Greeter";

    private static readonly Marshaller<string> Text = Marshallers.StringMarshaller;

    public static readonly Method<string, string> SayHelloMethod = new(MethodType.Unary, Service, nameof(SayHello), Text, Text);

    public static readonly Method<string, string> CountMethod = new(MethodType.ServerStreaming, Service, nameof(Count), Text, Text);

    public static void Bind(ServiceBinderBase binder, GreeterContract? service)
    {
        binder.AddMethod(SayHelloMethod, service is null ? null : new UnaryServerMethod<string, string>(service.SayHello));
        binder.AddMethod(CountMethod, service is null ? null : new ServerStreamingServerMethod<string, string>(service.Count));
    }

    /// <summary>Answers a greeting, or fails with the status that the name is that of.</summary>
    public abstract Task<string> SayHello(string request, ServerCallContext context);

    /// <summary>Answers as many greetings as the number asks for.</summary>
    public abstract Task Count(string request, IServerStreamWriter<string> stream, ServerCallContext context);
}

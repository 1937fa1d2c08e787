using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Obs.AspNetCore.Tests.Support;

internal sealed class ClassicStartup
{
    public static void ConfigureServices(IServiceCollection services)
    {
        services.AddRouting();
        services.AddObservability();
    }

    public static void Configure(IApplicationBuilder app)
    {
        app.UseRouting();
        app.UseEndpoints(static endpoints => endpoints.MapGet("/products/{id:int}", static (int id) => Results.Text($"product {id}")));
    }
}

using Shop.Hosting;
using Shop.Storefront;
using Shop.Storefront.Data;

using IHost host = Host.CreateDefaultBuilder(args)
    .UseShopSupervision()
    .ConfigureWebHostDefaults(static web => web.UseStartup<Startup>())
    .Build();

using (IServiceScope scope = host.Services.CreateScope())
{
    await CatalogueSeed.EnsureAsync(scope.ServiceProvider.GetRequiredService<ShopContext>());
}

await host.RunAsync();

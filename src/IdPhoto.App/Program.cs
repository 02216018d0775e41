using IdPhoto.App;
using IdPhoto.App.Device;
using IdPhoto.App.Journey;
using IdPhoto.App.Words;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.Extensions.DependencyInjection;

WebAssemblyHostBuilder builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<Main>("#app");
builder.Services.AddApp();
await builder.Build().RunAsync();

using IdPhoto.App.Device;
using IdPhoto.App.Journey;
using IdPhoto.App.Words;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.App;

/// <summary>What the screens share: one of each, as long as the page lives.</summary>
public static class AppServices
{
    public static IServiceCollection AddApp(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<Talk>().AddSingleton<Catalogue>().AddSingleton<Trip>().AddSingleton<Keeper>().AddSingleton<Workbench>().AddSingleton<ServerWay>()
        .AddSingleton<DeviceLink>().AddSingleton<EngineLink>().AddSingleton<GalleryLink>().AddSingleton<CameraLink>()
        .AddSingleton<EditorLink>().AddSingleton<ServerLink>().AddSingleton<PersonLink>()
        .AddSingleton<Identity>().AddSingleton<PolicyWatch>().AddSingleton<Consents>().AddSingleton<Rights>().AddSingleton<NoticeService>()
        .AddSingleton<FirebaseLink>().AddSingleton<AdsLink>().AddSingleton<PartnerWatch>();
}

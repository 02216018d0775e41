namespace IdPhoto.Tests;

/// <summary>What tests start Chromium with.</summary>
internal static class ChromiumArguments
{
    /// <summary>
    /// Only a page, without the suggestions below an address line that nobody sees: each profile would load two pages of them. A second
    /// list replaces the first, so that this one holds what Playwright switches off, too.
    /// </summary>
    private const string Off =
        "AvoidUnnecessaryBeforeUnloadCheckSync,DeferRendererTasksAfterInput,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,"
        + "PaintHolding,ThirdPartyStoragePartitioning,BlockOriginHeaderModificationOnRedirect,AvoidCorsURLLoaderRestartOnRedirect,Translate,AutoDeElevate,"
        + "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup";

    /// <summary>The arguments.</summary>
    public static IReadOnlyList<string> All { get; } = ["--no-sandbox", $"--disable-features={Off}"];
}

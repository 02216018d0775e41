using IdPhoto.Faces;
using IdPhoto.Networks;
using IdPhoto.Pictures;

namespace IdPhoto.Guidance;

/// <summary>Follows the largest face from one camera frame to the next: the detector is run only where the face was lost.</summary>
/// <remarks>Keeps the last mesh and nothing of a frame. One call at a time.</remarks>
public sealed class FaceTracker
{
    /// <summary>Below this the mesh is no longer on a face.</summary>
    private const double Lost = 0.5;

    private const double DetectorThreshold = 0.5;

    /// <summary>The detector also sees faces where none are; the mesh tells them apart.</summary>
    private const int MostTried = 3;

    private FaceMesh? _last;
    private PixelSize _size;

    /// <summary>Finds the face in a frame.</summary>
    /// <param name="networks">Runs both detectors and the mesh.</param>
    /// <param name="frame">The frame, upright.</param>
    /// <param name="cancel">Stops between networks.</param>
    /// <returns>The face in pixels of the frame; null where there is none.</returns>
    public async ValueTask<FaceMesh?> TrackAsync(INetworks networks, PhotoPixels frame, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(frame);
        // Another size is another camera, or the same one held the other way.
        if (frame.Size != _size)
            (_last, _size) = (null, frame.Size);
        FaceMesh? mesh = _last is { } last ? await FaceMesher.RefitAsync(networks, frame, last, cancel).ConfigureAwait(false) : null;
        if (mesh is null || mesh.Presence < Lost)
            mesh = await DetectedAsync(networks, frame, cancel).ConfigureAwait(false);
        return _last = mesh;
    }

    /// <summary>Forgets the face, for another camera or person.</summary>
    public void Forget() => _last = null;

    private static async ValueTask<FaceMesh?> DetectedAsync(INetworks networks, PhotoPixels frame, CancellationToken cancel)
    {
        double side = Math.Max(frame.Width, frame.Height);
        Box window = new((frame.Width - side) / 2, (frame.Height - side) / 2, side, side);
        // Somebody who is still far away is seen by the other detector only.
        foreach (BlazeFace detector in (BlazeFace[])[BlazeFace.ShortRange, BlazeFace.FullRange])
        {
            List<DetectedFace> faces = await detector.FindAsync(networks, frame, window, DetectorThreshold, cancel).ConfigureAwait(false);
            foreach (DetectedFace face in faces.OrderByDescending(face => face.Box.Area).Take(MostTried))
                if (await FaceMesher.FitAsync(networks, frame, face, cancel).ConfigureAwait(false) is { Presence: >= Lost } mesh)
                    return mesh;
        }
        return null;
    }
}

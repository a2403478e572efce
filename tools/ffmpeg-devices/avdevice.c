/*
 * A libavdevice without devices. The ffmpeg and ffprobe executables link against libavdevice,
 * whose real one wants PulseAudio, ALSA and X11 libraries that servers do not have. Muninn reads
 * files only; with this one in its place they start anywhere, and no capture device is reachable.
 */
#define NONE(type, name) \
  type name(void) { return 0; }

const char *avdevice_configuration(void) { return ""; }
const char *avdevice_license(void) { return ""; }
NONE(unsigned, avdevice_version)
NONE(const void *, av_input_audio_device_next)
NONE(const void *, av_input_video_device_next)
NONE(const void *, av_output_audio_device_next)
NONE(const void *, av_output_video_device_next)
NONE(int, avdevice_list_input_sources)
NONE(int, avdevice_list_output_sinks)

void avdevice_register_all(void) {}
void avdevice_free_list_devices(void) {}

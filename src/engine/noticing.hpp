#pragma once

#include "base/instant.hpp"
#include "engine/batch.hpp"
#include "engine/workspace.hpp"

// Who here is told what of a group of commands.
namespace baton::engine {

// Has the notices of a batch written in its transaction, so each is there exactly
// once, over restarts too. Nobody is told of their own doing, nor of what was long past when it was
// recorded (a day; a week for what a clock did), nor of causes that are to be quiet. What a fact of
// the batch takes back is withdrawn. A function of the timeline as the batch left it. Linear in
// the batch; users are looked through for a rejection, praise or a sign.
void give_notice(const Workspace::View& view, Batch& batch, Instant now);

}  // namespace baton::engine
